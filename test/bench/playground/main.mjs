// How soon the playground can be used: cold loads of the built page in headless Chromium, each in a context of its own.
import { existsSync } from 'node:fs';
import { startPlayground } from '@partyline/playground';
import { chromium } from 'playwright-core';
import { median, quantile } from '../measure.mjs';
import { header, table } from '../report.mjs';

const LOADS = 9;
const executablePath = [process.env.PARTYLINE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

header('Playground', ['@partyline/playground', 'playwright-core']);
if (!executablePath) {
  console.log('\nno Chromium here: name one in PARTYLINE_CHROMIUM');
  process.exit(0);
}

const playground = await startPlayground({ port: 0 });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

/** Milliseconds from the beginning of one cold load. */
async function load() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 960 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    // Used as soon as it is there: the first command that is accepted and has changed the state.
    const timer = setInterval(() => {
      const button = document.querySelector('[data-command="initialize"][aria-disabled="false"]');
      if (!button) return;
      clearInterval(timer);
      globalThis.there = performance.now();
      button.click();
      const wait = setInterval(() => {
        if (document.querySelector('[data-session-state]')?.textContent !== 'imReady') return;
        clearInterval(wait);
        globalThis.used = performance.now();
      }, 1);
    }, 1);
  });
  await page.goto(`${playground.url}/?pace=instant`);
  // The browser reports the first paint a moment after it.
  await page.waitForFunction(
    () => globalThis.used !== undefined && performance.getEntriesByName('first-contentful-paint').length > 0,
  );
  const figures = await page.evaluate(() => ({
    painted: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    there: globalThis.there,
    used: globalThis.used,
    bytes: performance.getEntriesByType('resource').reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0),
  }));
  await context.close();
  return figures;
}

await load();
const loads = [];
for (let round = 0; round < LOADS; round++) loads.push(await load());
const row = (name, key) => {
  const values = loads.map((figures) => figures[key]);
  return [name, Math.round(median(values)), Math.round(quantile(values, 0.95))];
};
table(
  `${LOADS} cold loads, milliseconds after the navigation began (goal: interactive under 2000)`,
  ['', 'median', 'p95'],
  [
    row('first paint', 'painted'),
    row('interactive: a command can be given', 'there'),
    row('a command has changed the state', 'used'),
  ],
);
console.log(`\n${loads[0].bytes} bytes of scripts and styles, unzipped`);
await browser.close();
await playground.close();
