// The adapter on the vendor's unmodified browser build.
import { createRequire } from 'node:module';
import { imConformance } from '@partyline/conformance';
import { conformanceInChromium } from '../support/conformance-browser.ts';
import { openImCloud } from '../support/im-cloud.ts';
import { nimWays } from './nim-world.ts';

// What comes of how tokens are checked is the same in every surroundings; it is looked at in Node.
const { default: _, ...ways } = nimWays;

conformanceInChromium({
  title: 'nim',
  suite: imConformance,
  scripts: async () => [createRequire(import.meta.url).resolve('nim-web-sdk-ng')],
  entry: new URL('page.ts', import.meta.url),
  openCloud: openImCloud,
  ways,
});
