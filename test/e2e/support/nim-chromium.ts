import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type LocalBrowser, openLocalPage } from './chromium.ts';
import { type Invoke, type NimHost, openClient } from './nim-clients.ts';

const sdk = createRequire(import.meta.url).resolve('nim-web-sdk-ng');

let bundling: Promise<string> | undefined;
async function bundle(): Promise<string> {
  const result = await build({
    stdin: {
      contents: `import { NimDriver } from './nim-driver.ts'; globalThis.driver = new NimDriver(globalThis.NIM.default);`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'iife',
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Runs SDK clients in a page of their own, from the vendor's browser build. */
export async function nimInChromium(browser: LocalBrowser): Promise<NimHost> {
  const strayed: string[] = [];
  const page = await openLocalPage(browser, strayed);
  await page.addScriptTag({ path: sdk });
  bundling ??= bundle();
  await page.addScriptTag({ content: await bundling });
  const invoke = ((method: string, ...args: unknown[]) =>
    page.evaluate(
      ([name, parameters]) => {
        const { driver } = globalThis as unknown as { driver: Record<string, (...args: unknown[]) => unknown> };
        return driver[name]?.(...parameters);
      },
      [method, args] as const,
    )) as Invoke;
  return { open: (options) => openClient(invoke, options), strayed, close: () => page.context().close() };
}
