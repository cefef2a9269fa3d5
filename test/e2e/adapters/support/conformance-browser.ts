import type { Report, SuiteOptions } from '@partyline/conformance';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalBrowser, openLocalBrowser, openLocalPage } from '../../support/chromium.ts';
import type { ConformancePage } from './conformance-page.ts';
import { PagePool } from './page-pool.ts';
import { type CheckedWay, registering } from './ways.ts';

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

/** A cloud whose hooks can be called from a page. */
interface Cloud {
  readonly place: object;
  close(): Promise<void>;
}

/** The hatch through which pages ask for clouds. They close by themselves, or with the hatch. */
class Hatch {
  readonly #openCloud: () => Promise<Cloud>;
  readonly #clouds: Cloud[] = [];

  constructor(openCloud: () => Promise<Cloud>) {
    this.#openCloud = openCloud;
  }

  async openTo(page: Page): Promise<void> {
    await page.exposeFunction('openCloud', async () => {
      const cloud = await this.#openCloud();
      const hooks = Object.entries(cloud).filter(([, hook]) => typeof hook === 'function');
      return { id: this.#clouds.push(cloud) - 1, place: cloud.place, hooks: hooks.map(([name]) => name) };
    });
    await page.exposeFunction('askCloud', async (id: number, name: string, args: unknown[]) => {
      const hooks = this.#clouds[id] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      return hooks[name]?.(...args);
    });
  }

  async close(): Promise<void> {
    for (const cloud of this.#clouds) await cloud.close();
  }
}

interface BrowserConformance<Capability extends string> {
  readonly title: string;
  /** Registers a suite of the kit. */
  readonly suite: (
    options: Pick<SuiteOptions<never, Capability>, 'test' | 'factory' | 'capabilities'>,
  ) => Report<Capability>;
  /** Where the vendor's browser builds are, in the order in which a page loads them. */
  readonly scripts: () => Promise<readonly string[]>;
  /** What runs in the page, after the scripts: it serves sentences. */
  readonly entry: URL;
  readonly openCloud: () => Promise<Cloud>;
  readonly ways: Readonly<Record<string, CheckedWay<Capability>>>;
  /** The vendor's script asks other hosts whatever it is told; they are stopped at the door. */
  readonly strays?: boolean;
}

/** Registers a suite for an adapter that runs in pages of headless Chromium. */
export function conformanceInChromium<Capability extends string>(adapter: BrowserConformance<Capability>): void {
  const { title, suite, scripts, entry, openCloud, ways, strays = false } = adapter;
  const strayed: string[] = [];
  const hatch = new Hatch(openCloud);
  let browser: LocalBrowser;
  let pages: PagePool;
  beforeAll(async () => {
    const paths = await scripts();
    browser = await openLocalBrowser();
    const program = await bundled(entry);
    pages = await PagePool.open(2, async () => {
      const page = await openLocalPage(browser, strayed);
      await hatch.openTo(page);
      for (const path of paths) await page.addScriptTag({ path });
      await page.addScriptTag({ content: program });
      return page;
    });
  }, 180_000);
  afterAll(async () => {
    await hatch.close();
    await pages?.close();
    await browser?.close();
  });

  for (const [way, checked] of Object.entries(ways)) {
    describe(`${title} in Chromium: ${way}`, () => {
      const { skipped } = suite({
        capabilities: checked.capabilities,
        factory: () => {
          throw new Error('worlds are made in the page');
        },
        test: registering(checked, (name) =>
          test.concurrent(name, async () => {
            const ask = ([way, name]: readonly [string, string]) =>
              (globalThis as unknown as ConformancePage).checkSentence(way, name);
            expect(await pages.use((page) => page.evaluate(ask, [way, name] as const))).toBeUndefined();
          }),
        ),
      });
      test('only what this way cannot do is skipped', () => {
        const missing = Object.keys(checked.capabilities);
        for (const { needs } of skipped) expect(needs.some((need) => missing.includes(need))).toBe(true);
      });
    });
  }
  test('some way is checked in full', () => expect(Object.values(ways).some(({ only }) => !only)).toBe(true));
  if (!strays) test('nothing tried to leave this machine', () => expect(strayed).toEqual([]));
}
