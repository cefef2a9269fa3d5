import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { LocalBrowser } from '../support/chromium.ts';
import { webCore } from './web-core-package.ts';
import type { WebCorePage } from './web-core-page.ts';

/** Calls a method of the driver in the page. */
export type InPage = <Method extends Exclude<keyof WebCorePage, 'told'>>(
  method: Method,
  ...args: Parameters<WebCorePage[Method]>
) => Promise<Awaited<ReturnType<WebCorePage[Method]>>>;

/** A page of a host app with the vendor's IM SDK and web meeting core in it. */
export interface HostPage {
  readonly call: InPage;
  told(): Promise<readonly string[]>;
  /** Resolves when the page has been told this. */
  until(word: string): Promise<void>;
  /** Hosts other than this machine that answered anything; must stay empty. */
  readonly strayed: readonly string[];
  close(): Promise<void>;
}

const nim = createRequire(import.meta.url).resolve('nim-web-sdk-ng');

let bundling: Promise<string> | undefined;
async function driver(): Promise<string> {
  const contents = `import { WebCorePage } from './web-core-page.ts'; globalThis.driver = new WebCorePage();`;
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const result = await build({ stdin: { contents, resolveDir }, bundle: true, write: false, format: 'iife' });
  return result.outputFiles[0]?.text ?? '';
}

/** Opens a page of its own. Nothing is intercepted, so that CORS is the browser's and not the test's. */
export async function openHostPage({ browser, origin }: LocalBrowser): Promise<HostPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const strayed: string[] = [];
  page.on('response', (response) => {
    const { hostname } = new URL(response.url());
    if (hostname !== '127.0.0.1') strayed.push(hostname);
  });
  await page.goto(origin);
  await page.addScriptTag({ path: nim });
  await page.addScriptTag({ path: await webCore() });
  bundling ??= driver();
  await page.addScriptTag({ content: await bundling });
  const call = ((method: string, ...args: unknown[]) =>
    page.evaluate(
      ([name, parameters]) => {
        const { driver } = globalThis as unknown as { driver: Record<string, (...args: unknown[]) => unknown> };
        return driver[name]?.(...parameters);
      },
      [method, args] as const,
    )) as InPage;
  const told = () =>
    page.evaluate(() => [...(globalThis as unknown as { driver: { told: readonly string[] } }).driver.told]);
  const until = async (word: string): Promise<void> => {
    await page.waitForFunction(
      (wanted) => (globalThis as unknown as { driver: { told: string[] } }).driver.told.includes(wanted),
      word,
    );
  };
  return { call, told, until, strayed, close: () => context.close() };
}
