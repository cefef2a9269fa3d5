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
  /** Resolves when the page has been told this so many times. */
  untilCount(word: string, count: number): Promise<void>;
  /** Keeps the next call of this path from the server until it is released. */
  hold(path: string): Promise<Held>;
  /** Errors that nobody caught; must stay empty. */
  readonly uncaught: readonly string[];
  close(): Promise<void>;
}

/** A call of the page that the server has not been told of yet. */
export interface Held {
  readonly arrived: Promise<void>;
  release(): void;
  /** Resolves when the page has the server's answer. */
  readonly answered: Promise<void>;
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
  page.on('pageerror', ({ message, stack }) => {
    if (!NO_ROOM_UI.test(message)) uncaught.push(stack || message);
  });
  for (const path of [...scripts, await webCore()]) await page.addScriptTag({ path });
  bundling ??= bundle();
  // The kit lets HTTP refusals of its own side calls go uncaught (the waiting room, which the emulator does not have).
  await page.evaluate(() =>
    addEventListener('unhandledrejection', (event) => {
      if (event.reason?.name === 'AxiosError') event.preventDefault();
    }),
  );
  await page.addScriptTag({ content: await bundling });
  const call = ((method: string, ...args: unknown[]) =>
    page.evaluate(([name, parameters]) => (globalThis as unknown as Globals).page[name]?.(...parameters), [
      method,
      args,
    ] as const)) as InPage;
  const untilCount = async (word: string, count: number): Promise<void> => {
    await page.waitForFunction(
      ([wanted, count]) => {
        const { told } = (globalThis as unknown as Globals).page;
        return told.filter((word) => word === wanted).length >= count;
      },
      [word, count] as const,
      { timeout: 60_000, polling: 20 },
    );
  };
  return {
    call,
    told: () => page.evaluate(() => [...(globalThis as unknown as Globals).page.told]),
    until: (word) => untilCount(word, 1),
    untilCount,
    async hold(path) {
      const gate = promised();
      const arrived = promised();
      const answered = promised();
      await page.route(
        (url) => url.pathname === path,
        async (route) => {
          page.on('requestfinished', (request) => {
            if (request === route.request()) answered.done();
          });
          arrived.done();
          await gate.promise;
          await route.continue();
        },
        { times: 1 },
      );
      return { arrived: arrived.promise, release: gate.done, answered: answered.promise };
    },
    uncaught,
    close: () => page.context().close(),
  };
}

function promised(): { readonly promise: Promise<void>; readonly done: () => void } {
  let done = (): void => {};
  const promise = new Promise<void>((resolve) => {
    done = resolve;
  });
  return { promise, done };
}
