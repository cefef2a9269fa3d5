import { type ImCapability, imConformance, type SuiteOptions } from '@partyline/conformance';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalBrowser, openLocalBrowser, openLocalPage } from '../../support/chromium.ts';
import type { ConformancePage } from './conformance-page.ts';
import { openImCloud } from './im-cloud.ts';

/** A page's program with everything it imports, from the sources. */
export async function bundled(entry: URL): Promise<string> {
  const result = await build({
    entryPoints: [entry.pathname],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@partyline/source'],
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Opens the hatch through which a page asks for clouds. They close by themselves, or with the answer's function. */
async function openHatch(page: Page): Promise<() => Promise<void>> {
  const clouds: Awaited<ReturnType<typeof openImCloud>>[] = [];
  await page.exposeFunction('openCloud', async () => {
    const cloud = await openImCloud();
    const { place, emulator: _, ...hooks } = cloud;
    return { id: clouds.push(cloud) - 1, place, hooks: Object.keys(hooks) };
  });
  await page.exposeFunction('askCloud', async (id: number, name: string, args: unknown[]) => {
    const hooks = clouds[id] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    return hooks[name]?.(...args);
  });
  return async () => {
    for (const cloud of clouds) await cloud.close();
  };
}

interface BrowserConformance {
  readonly title: string;
  /** The vendor's browser build. */
  readonly sdk: string;
  /** What runs in the page; it calls `serveSentences`. */
  readonly entry: URL;
  readonly ways: Readonly<Record<string, NonNullable<SuiteOptions<never, ImCapability>['capabilities']>>>;
}

/** Registers the IM suite for an adapter that runs in a page of headless Chromium. */
export function conformanceInChromium({ title, sdk, entry, ways }: BrowserConformance): void {
  let browser: LocalBrowser;
  let program: string;
  beforeAll(async () => {
    browser = await openLocalBrowser();
    program = await bundled(entry);
  });
  afterAll(() => browser?.close());

  for (const [way, capabilities] of Object.entries(ways)) {
    describe(`${title} in Chromium: ${way}`, () => {
      const strayed: string[] = [];
      let page: Page;
      let close: () => Promise<void>;
      beforeAll(async () => {
        page = await openLocalPage(browser, strayed);
        close = await openHatch(page);
        await page.addScriptTag({ path: sdk });
        await page.addScriptTag({ content: program });
      });
      afterAll(async () => {
        await close?.();
        await page?.context().close();
      });

      const { skipped } = imConformance({
        capabilities,
        factory: () => {
          throw new Error('worlds are made in the page');
        },
        test: (name) =>
          test(name, async () => {
            const ask = ([way, name]: readonly [string, string]) =>
              (globalThis as unknown as ConformancePage).checkSentence(way, name);
            expect(await page.evaluate(ask, [way, name] as const)).toBeUndefined();
          }),
      });
      test('only what this way cannot do is skipped', () => {
        const missing = Object.keys(capabilities);
        for (const { needs } of skipped) expect(needs.some((need) => missing.includes(need))).toBe(true);
      });
      test('nothing tried to leave this machine', () => expect(strayed).toEqual([]));
    });
  }
}
