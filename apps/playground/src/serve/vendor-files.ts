import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Hono } from 'hono';

/** A file of a vendor's SDK that the page can load, from wherever it is installed. */
interface VendorFile {
  readonly name: string;
  readonly find: (require: NodeJS.Require) => string;
  readonly install: string;
}

const files: readonly VendorFile[] = [
  { name: 'nim.js', find: (require) => require.resolve('nim-web-sdk-ng'), install: 'nim-web-sdk-ng' },
];

/** Where packages are looked for: where the person stands, then beside this program. */
const places = () => [createRequire(`${process.cwd()}/package.json`), createRequire(import.meta.url)];

function pathOf({ find }: VendorFile): string | undefined {
  for (const place of places()) {
    try {
      return find(place);
    } catch {
      // Not there; perhaps at the next place.
    }
  }
  return undefined;
}

/** The vendor's SDKs as they are installed here. Nothing of theirs is part of this project. */
export function vendorFiles(): Hono {
  const app = new Hono();
  app.get('/', (context) =>
    context.json(Object.fromEntries(files.map((file) => [file.name, pathOf(file) !== undefined]))),
  );
  for (const file of files) {
    app.get(`/${file.name}`, (context) => {
      const path = pathOf(file);
      if (path === undefined) {
        const message = `${file.install} is not installed where the playground runs: npm install ${file.install}`;
        return context.json({ error: { code: 'SDK_MISSING', message } }, 404);
      }
      return context.body(readFileSync(path), 200, { 'content-type': 'text/javascript; charset=utf-8' });
    });
  }
  return app;
}
