// The adapter on the vendor's unmodified web core and either generation of its IM SDK, in pages; nothing is skipped.
import { createRequire } from 'node:module';
import { meetingConformance } from '@partyline/conformance';
import { webCore } from '../../emulator-http/web-core-package.ts';
import { conformanceInChromium } from '../support/conformance-browser.ts';
import { openMeetingCloud } from '../support/meeting-cloud.ts';

const require = createRequire(import.meta.url);

conformanceInChromium({
  title: 'neroom',
  suite: meetingConformance,
  scripts: async () => [require.resolve('nim-web-sdk-ng'), require.resolve('@yxim/nim-web-sdk'), await webCore()],
  entry: new URL('conformance-page.ts', import.meta.url),
  openCloud: openMeetingCloud,
  ways: {
    v2: { capabilities: {} },
    // What has to do with the host's IM, or with another IM of the kit's own beside one of the same SDK.
    legacy: {
      capabilities: {},
      only: /^meeting\/(auto|reused|owned|im-kicked|line|initialize|login|logout|signed|credentials|join-shows|room|close)/,
    },
  },
  strays: true,
});
