import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { webCore } from '../emulator-http/web-core-package.ts';

/** A call of the page that the server has not been told of yet. */
export interface Held {
  readonly arrived: Promise<void>;
  release(): void;
  /** Resolves when the page has the server's answer. */
  readonly answered: Promise<void>;
}

const require = createRequire(import.meta.url);
const scripts = [require.resolve('nim-web-sdk-ng'), require.resolve('@yxim/nim-web-sdk')];

/** The script is the vendor's whole meeting page: its React finds no element to draw into, and only the core goes on. */
const NO_ROOM_UI = /Minified React error #299/;

/** Loads the vendor's scripts of both IM generations and the web core. Answers the errors that nobody catches. */
export async function loadKit(page: Page): Promise<readonly string[]> {
  const uncaught: string[] = [];
  page.on('pageerror', ({ message, stack }) => {
    if (!NO_ROOM_UI.test(message)) uncaught.push(stack || message);
  });
  for (const path of [...scripts, await webCore()]) await page.addScriptTag({ path });
  // The kit lets refusals of its own side calls go uncaught (the waiting room, which the emulator does not have): HTTP's,
  // and the server's, which are its answers as they came.
  await page.evaluate(() =>
    addEventListener('unhandledrejection', (event) => {
      if (event.reason?.name === 'AxiosError' || event.reason?.requestId !== undefined) event.preventDefault();
    }),
  );
  return uncaught;
}

/** Keeps the page's next call of this path from the server until it is released. */
export async function hold(page: Page, path: string): Promise<Held> {
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
}

function promised(): { readonly promise: Promise<void>; readonly done: () => void } {
  let done = (): void => {};
  const promise = new Promise<void>((resolve) => {
    done = resolve;
  });
  return { promise, done };
}
