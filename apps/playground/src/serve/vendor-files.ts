import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Hono } from 'hono';
import { findWebCore } from './web-core.ts';

/** A script of a vendor's SDK that the page can load, from wherever it is installed. */
interface VendorFile {
  readonly name: string;
  readonly find: (require: NodeJS.Require) => string | undefined;
  /** What to do when it isn't there. */
  readonly cure: string;
}

const files: readonly VendorFile[] = [
  {
    name: 'nim.js',
    find: (require) => require.resolve('nim-web-sdk-ng'),
    cure: 'the IM SDK is not installed where the playground runs: npm install nim-web-sdk-ng',
  },
  {
    name: 'web-core.js',
    find: findWebCore,
    cure: "the meeting kit's web core is not here: start the playground with npm start -- --fetch-kit, which gets it from the npm registry once",
  },
];

/** Where packages are looked for: where the person stands, then beside this program. */
const places = () => [createRequire(`${process.cwd()}/package.json`), createRequire(import.meta.url)];

function pathOf({ find }: VendorFile): string | undefined {
  for (const place of places()) {
    try {
      const path = find(place);
      if (path !== undefined) return path;
    } catch {
      // Not there; perhaps at the next place.
    }
  }
  return undefined;
}

const script = { 'content-type': 'text/javascript; charset=utf-8' };

/**
 * A page of its own for the vendor's scripts, so that what they do to their surroundings they do to nobody else. The core
 * is the vendor's whole meeting page: that its React finds no element to draw into is as it should be.
 */
const frame = `<!doctype html><meta charset="utf-8"><title>Vendor SDKs</title>
<body><script src="frame.js"></script><script src="nim.js"></script><script src="web-core.js"></script>`;
const quiet = `addEventListener('error', (event) => {
  if (/Minified React error #299/.test(event.message)) event.preventDefault();
});`;

/** The vendor's SDKs as they are installed here. Nothing of theirs is part of this project. */
export function vendorFiles(): Hono {
  const app = new Hono();
  app.get('/missing', (context) =>
    context.json(files.filter((file) => pathOf(file) === undefined).map(({ name, cure }) => ({ name, cure }))),
  );
  app.get('/frame.html', (context) => context.html(frame));
  app.get('/frame.js', (context) => context.body(quiet, 200, script));
  for (const file of files) {
    app.get(`/${file.name}`, (context) => {
      const path = pathOf(file);
      if (path === undefined) return context.json({ error: { code: 'SDK_MISSING', message: file.cure } }, 404);
      return context.body(readFileSync(path), 200, script);
    });
  }
  return app;
}
