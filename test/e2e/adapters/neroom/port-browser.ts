import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type LocalBrowser, openLocalPage } from '../../support/chromium.ts';
import { type Held, hold, loadKit } from '../../support/kit-page.ts';
import type { PortPage } from './port-page.ts';

/** Calls a method of the host app in the page. */
type InPage = <Method extends Exclude<keyof PortPage, 'told' | 'end'>>(
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
  /** Ends the host app in the page and starts another one. */
  renew(): Promise<void>;
  /** Errors that nobody caught; must stay empty. */
  readonly uncaught: readonly string[];
  close(): Promise<void>;
}

interface Globals {
  page: Record<string, (...args: unknown[]) => unknown> & Pick<PortPage, 'told' | 'end'>;
  readonly PortPage: new () => Globals['page'];
}

let bundling: Promise<string> | undefined;
async function bundle(): Promise<string> {
  const contents = `import { PortPage } from './port-page.ts'; Object.assign(globalThis, { PortPage, page: new PortPage() });`;
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
  const uncaught = await loadKit(page);
  bundling ??= bundle();
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
    hold: (path) => hold(page, path),
    renew: () =>
      page.evaluate(async () => {
        const here = globalThis as unknown as Globals;
        await here.page.end();
        here.page = new here.PortPage();
      }),
    uncaught,
    close: () => page.context().close(),
  };
}
