import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { webCore } from '../../emulator-http/web-core-package.ts';
import { type LocalBrowser, openLocalBrowser } from '../../support/chromium.ts';
import { type AppPage, openAppPage } from './port-browser.ts';
import { openWorld, type World } from './world.ts';

/** A world of its own for every test of the file, and a host app of its own in one page. */
export function freshPages(): { readonly world: World; readonly page: AppPage } {
  let local: LocalBrowser;
  let world: World;
  let page: AppPage | undefined;
  beforeAll(async () => {
    await webCore();
    local = await openLocalBrowser();
  }, 180_000);
  afterAll(() => local?.close());
  beforeEach(async () => {
    world = await openWorld();
    page ??= await openAppPage(local);
  });
  afterEach(async ({ task }) => {
    const used = page;
    // The vendor's script takes seconds to load, so the next test has the page too, unless this one broke it.
    if (task.result?.state === 'fail') page = undefined;
    else await used?.renew();
    const uncaught = used?.uncaught ?? [];
    if (!page || uncaught.length > 0) {
      page = undefined;
      await used?.close();
    }
    await world.close();
    expect(uncaught).toEqual([]);
  });
  return {
    get world() {
      return world;
    },
    get page() {
      if (!page) throw new Error('the page is open only during a test');
      return page;
    },
  };
}

/** A call that resolved without an answer. */
export const OK = { ok: true };
/** Both generations of the host's IM, and the wire's name for a login of each. */
export const sdks = { v2: '26_3', legacy: '2_3' } as const;
