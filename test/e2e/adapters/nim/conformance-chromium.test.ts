// The adapter on the vendor's unmodified browser build.
import { createRequire } from 'node:module';
import { conformanceInChromium } from '../support/conformance-browser.ts';
import { nimWays } from './nim-world.ts';

conformanceInChromium({
  title: 'nim',
  sdk: createRequire(import.meta.url).resolve('nim-web-sdk-ng'),
  entry: new URL('page.ts', import.meta.url),
  ways: Object.fromEntries(Object.entries(nimWays).map(([way, { capabilities }]) => [way, capabilities])),
});
