import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { webCore } from '../../emulator-http/web-core-package.ts';
import { type LocalBrowser, openLocalPage } from '../../support/chromium.ts';
import type { PortPage } from './port-page.ts';

/** Calls a method of the host app in the page. */
type InPage = <Method extends Exclude<keyof PortPage, 'told'>>(
  method: Method,
  ...args: Parameters<PortPage[Method]>
) => Promise<Awaited<ReturnType<PortPage[Method]>>>;

/** A page of a host app with the vendor's scripts and the adapter in it. */
export interface AppPage {
  readonly call: InPage;
  told(): Promise<readonly string[]>;
  /** Resolves when the page has been told this. */
  until(word: string): Promise<void>;
  /** Errors that nobody caught; must stay empty. */
  readonly uncaught: readonly string[];
  close(): Promise<void>;
}

interface Globals {
  readonly page: Record<string, (...args: unknown[]) => unknown> & { readonly told: readonly string[] };
}

const require = createRequire(import.meta.url);
const scripts = [require.resolve('nim-web-sdk-ng'), require.resolve('@yxim/nim-web-sdk')];

/** The script is the vendor's whole meeting page: its React finds no element to draw into, and only the core goes on. */
const NO_ROOM_UI = /Minified React error #299/;

let bundling: Promise<string> | undefined;
async function bundle(): Promise<string> {
  const contents = `import { PortPage } from './port-page.ts'; globalThis.page = new PortPage();`;
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const conditions = ['@partyline/source'];
  const result = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    write: false,
    format: 'iife',
    conditions,
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Opens a page of its own. */
export async function openAppPage(browser: LocalBrowser): Promise<AppPage> {
  // The kit asks the vendor's statistics hosts whatever it is told; they are stopped at the door.
  const page = await openLocalPage(browser, []);
  const uncaught: string[] = [];
  page.on('pageerror', ({ message }) => {
    if (!NO_ROOM_UI.test(message)) uncaught.push(message);
  });
  for (const path of [...scripts, await webCore()]) await page.addScriptTag({ path });
  bundling ??= bundle();
  await page.addScriptTag({ content: await bundling });
  const call = ((method: string, ...args: unknown[]) =>
    page.evaluate(([name, parameters]) => (globalThis as unknown as Globals).page[name]?.(...parameters), [
      method,
      args,
    ] as const)) as InPage;
  return {
    call,
    told: () => page.evaluate(() => [...(globalThis as unknown as Globals).page.told]),
    until: async (word) => {
      await page.waitForFunction((wanted) => (globalThis as unknown as Globals).page.told.includes(wanted), word, {
        timeout: 120_000,
        polling: 20,
      });
    },
    uncaught,
    close: () => page.context().close(),
  };
}
