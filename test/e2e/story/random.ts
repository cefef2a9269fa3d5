import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed, times } from '../../properties/seed.ts';
import { webCore } from '../emulator-http/web-core-package.ts';
import { type LocalBrowser, openLocalBrowser, openLocalPage } from '../support/chromium.ts';
import { loadKit } from '../support/kit-page.ts';
import { type LiveCloud, openLiveCloud } from './live-cloud.ts';
import type { RandomPage, RandomSeen } from './page/random.ts';
import type { Generation } from './page/sdks.ts';

/** The page's program. The property suite's checks look at values with Node's own tools, which a page does not have. */
async function program(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('page/random.ts', import.meta.url))],
    alias: { 'node:util': fileURLToPath(new URL('page/node-util.ts', import.meta.url)) },
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@partyline/source'],
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Declares the test of one generation: the runs keep every invariant, and saw what there is to see. */
export function randomTest(generation: Generation, usual: number): void {
  const { numRuns } = times(usual);
  const { PARTYLINE_PATH: path, PARTYLINE_SHRINK: shrink } = process.env;
  const clouds: LiveCloud[] = [];
  let browser: LocalBrowser;

  beforeAll(async () => {
    await webCore();
    browser = await openLocalBrowser();
  }, 180_000);
  afterAll(async () => {
    for (const cloud of clouds) await cloud.close();
    await browser?.close();
  });

  const options = { timeout: Math.max(600_000, numRuns * 5_000) };
  const name = `${numRuns} random runs on the IM SDK of generation ${generation}, from seed ${seed}`;

  test(name, options, async () => {
    const page = await openLocalPage(browser, []);
    await page.exposeFunction('openCloud', async () => {
      const { url, ...cloud } = await openLiveCloud();
      return { id: clouds.push(cloud) - 1, url, calls: Object.keys(cloud) };
    });
    await page.exposeFunction('askCloud', async (id: number, call: keyof LiveCloud, args: readonly unknown[]) => {
      const cloud = clouds[id] as unknown as Record<string, (...args: readonly unknown[]) => Promise<unknown>>;
      return cloud[call]?.(...args);
    });
    const said: string[] = [];
    page.on('console', (message) => {
      // The statistics hosts, at every turn.
      if (message.text().startsWith('Failed to load resource')) return;
      said.push(message.text().slice(0, 400));
      if (said.length > 60) said.shift();
    });
    await page.evaluate(() =>
      addEventListener('unhandledrejection', ({ reason }) =>
        console.error('uncaught', JSON.stringify(reason), reason?.stack),
      ),
    );
    const uncaught = await loadKit(page);
    await page.addScriptTag({ content: await program() });
    const seen: RandomSeen = await page.evaluate((runs) => (globalThis as unknown as RandomPage).randomRuns(runs), {
      generation,
      seed,
      numRuns,
      path,
      shrink: shrink !== undefined,
    });
    console.log(
      `${generation}: ${seen.runs} runs, ${seen.commands} commands, ${seen.portCalls} port calls, ` +
        `${seen.endings.length} ways to end: ${seen.endings.join(' ')}`,
    );
    if (seen.failure !== undefined || uncaught.length > 0) console.log(`the page said last:\n${said.join('\n')}`);
    expect(seen.failure).toBeUndefined();
    expect(uncaught).toEqual([]);
    // How many runs it takes to see everything depends on the seed.
    if (numRuns < usual || path !== undefined || process.env.PARTYLINE_SEED !== undefined) return;
    expect(seen).toMatchObject({
      states: ['failed', 'imLoggedIn', 'imReady', 'meetingLoggedIn', 'uninitialized'],
      modes: ['owned', 'reused'],
      owners: ['host', 'kit', 'session'],
      events: expect.arrayContaining(['failed', 'kicked', 'lineDown', 'lineUp', 'meetingLost', 'refused', 'roomLeft']),
    });
  });
}
