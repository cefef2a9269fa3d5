import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type LocalBrowser, openLocalPage } from '../../support/chromium.ts';
import { type Held, hold, loadKit } from '../../support/kit-page.ts';
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

interface Globals {
  readonly page: Record<string, (...args: unknown[]) => unknown> & { readonly told: readonly string[] };
}

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
    uncaught,
    close: () => page.context().close(),
  };
}
