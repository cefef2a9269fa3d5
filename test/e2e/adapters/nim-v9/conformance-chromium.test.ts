// The adapter on the vendor's unmodified browser build.
import { createRequire } from 'node:module';
import { imConformance } from '@partyline/conformance';
import { conformanceInChromium } from '../support/conformance-browser.ts';
import { openImCloud } from '../support/im-cloud.ts';
import { nimV9Ways } from './nim-v9-world.ts';

conformanceInChromium({
  title: 'nim-v9',
  suite: imConformance,
  scripts: async () => [createRequire(import.meta.url).resolve('@yxim/nim-web-sdk')],
  entry: new URL('page.ts', import.meta.url),
  openCloud: openImCloud,
  ways: nimV9Ways,
});
