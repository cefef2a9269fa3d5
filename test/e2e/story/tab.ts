import type { BrowserContext, Page } from 'playwright-core';
import { bundled } from '../adapters/support/conformance-browser.ts';
import { type LocalBrowser, openLocalPage } from '../support/chromium.ts';
import { type Held, hold, loadKit } from '../support/kit-page.ts';
import type { StoryApp } from './page/app.ts';

/** A method of the app in the page. */
type Name = { [K in keyof StoryApp]: StoryApp[K] extends (...args: never[]) => unknown ? K : never }[keyof StoryApp];
type Called<N extends Name> = StoryApp[N] extends (...args: infer A) => infer R ? (...args: A) => R : never;

/** A tab of the browser with the vendor's scripts and one app at a time in it. */
export interface Tab {
  /** Calls a method of the app. */
  call<N extends Name>(method: N, ...args: Parameters<Called<N>>): Promise<Awaited<ReturnType<Called<N>>>>;
  /** What the session emitted, in order. */
  heard(): Promise<readonly string[]>;
  /** The states that the session went through. */
  states(): Promise<readonly string[]>;
  /** Keeps the next call of this path from the server until it is released. */
  hold(path: string): Promise<Held>;
  /** Forgets the app that was there: the next one is another one. */
  renew(): Promise<void>;
  /** Errors that nobody caught; must stay empty. */
  readonly uncaught: readonly string[];
  readonly context: BrowserContext;
}

type Lend = Readonly<Record<string, (...args: never[]) => unknown>>;
interface Globals {
  readonly app: StoryApp & Record<string, (...args: unknown[]) => unknown>;
  renew(): void;
}

let bundling: Promise<string> | undefined;

/** Opens a tab; beside another one if its context is given. `lend` is what the page may call in Node. */
export async function openTab(browser: LocalBrowser, lend: Lend, context?: BrowserContext): Promise<Tab> {
  // The kit asks the vendor's statistics hosts whatever it is told; they are stopped at the door.
  const page: Page = context ? await context.newPage() : await openLocalPage(browser, []);
  if (context) await page.goto(browser.origin);
  for (const [name, call] of Object.entries(lend)) await page.exposeFunction(name, call);
  const uncaught = await loadKit(page);
  bundling ??= bundled(new URL('page/app.ts', import.meta.url));
  await page.addScriptTag({ content: await bundling });
  const renew = () => page.evaluate(() => (globalThis as unknown as Globals).renew());
  await renew();
  return {
    call: (async (method: string, ...args: unknown[]) =>
      page.evaluate(([name, parameters]) => (globalThis as unknown as Globals).app[name]?.(...parameters), [
        method,
        args,
      ] as const)) as Tab['call'],
    heard: () => page.evaluate(() => [...(globalThis as unknown as Globals).app.heard]),
    states: () => page.evaluate(() => [...(globalThis as unknown as Globals).app.states]),
    hold: (path) => hold(page, path),
    renew,
    uncaught,
    context: page.context(),
  };
}
