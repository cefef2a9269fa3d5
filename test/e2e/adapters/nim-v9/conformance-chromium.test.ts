// The adapter on the vendor's unmodified browser build.
import { createRequire } from 'node:module';
import { conformanceInChromium } from '../support/conformance-browser.ts';
import { nimV9Ways } from './nim-v9-world.ts';

conformanceInChromium({
  title: 'nim-v9',
  sdk: createRequire(import.meta.url).resolve('@yxim/nim-web-sdk'),
  entry: new URL('page.ts', import.meta.url),
  ways: Object.fromEntries(Object.entries(nimV9Ways).map(([way, { capabilities }]) => [way, capabilities])),
});
