import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { webCore } from '../../emulator-http/web-core-package.ts';
import { type LocalBrowser, openLocalBrowser } from '../../support/chromium.ts';
import { type AppPage, openAppPage } from './port-browser.ts';
import { openWorld, type World } from './world.ts';

/** A world and a page of its own for every test of the file. */
export function freshPages(): { readonly world: World; readonly page: AppPage } {
  let local: LocalBrowser;
  let world: World;
  let page: AppPage;
  beforeAll(async () => {
    await webCore();
    local = await openLocalBrowser();
  }, 180_000);
  afterAll(() => local?.close());
  beforeEach(async () => {
    world = await openWorld();
    page = await openAppPage(local);
  });
  afterEach(async () => {
    expect(page.uncaught).toEqual([]);
    await page.close();
    await world.close();
  });
  return {
    get world() {
      return world;
    },
    get page() {
      return page;
    },
  };
}

/** A call that resolved without an answer. */
export const OK = { ok: true };
/** Both generations of the host's IM, and the wire's name for a login of each. */
export const sdks = { v2: '26_3', legacy: '2_3' } as const;
