// In a real browser: our viewer in a frame, in a window and from the relay, and a page with Stately's receiver.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebSocketInspector, viewerPage } from '@partyline/adapters/inspector';
import { startRelay } from '@partyline/adapters/inspector/node';
import { createSession } from '@partyline/core';
import type { FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type LocalBrowser, openLocalBrowser, openLocalPage } from '../../e2e/support/chromium.ts';
import { alice, ann, populated } from '../sessions.ts';
import { bundled } from './stately.ts';

/** An app that is inspected. */
const inspectedApp = `
  import { createBrowserInspector } from '@partyline/adapters/inspector';
  import { createMemoryCloud } from '@partyline/adapters/memory';
  import { createSession } from '@partyline/core';
  const im = { accid: 'alice', token: 'secret-im-token' };
  const meeting = { userUuid: 'ann', token: 'secret-meeting-token' };
  const cloud = createMemoryCloud({ appKey: 'app' });
  cloud.server.addImAccount(im).addMeetingAccount({ ...meeting, accid: 'alice' });
  Object.assign(window, {
    cloud,
    inspect(options) {
      try {
        window.inspector = createBrowserInspector(options);
      } catch (error) {
        return error.name + ' ' + error.kind;
      }
      window.session = createSession(cloud.ports, { appKey: 'app', inspect: window.inspector.inspect });
      return 'inspected';
    },
    signIn: () => window.session.signIn({ im, meeting }),
  });
`;

/** As a page has it: minified, which the viewer's page has to survive. */
const app = bundled(inspectedApp, { minify: true });

/** A page that receives with what Stately publishes for its own inspector. */
const receiver = bundled(`
  import { createBrowserReceiver } from '@statelyai/inspect';
  window.received = [];
  createBrowserReceiver().subscribe((message) => window.received.push(message));
`);

interface AppWindow {
  readonly inspect: (options?: object) => string;
  readonly signIn: () => Promise<void>;
  readonly inspector: { stop(): void };
  readonly cloud: { readonly server: { kick(accid: string): void } };
}
declare const window: Window & AppWindow & { readonly received: { readonly type: string }[] };

const strayed: string[] = [];
let local: LocalBrowser;
let other: Server;
let otherOrigin: string;

beforeAll(async () => {
  local = await openLocalBrowser();
  // A page of another origin, as Stately's is.
  other = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>receiver</title><script>${receiver}</script>`);
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  otherOrigin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await local?.close();
  other?.closeAllConnections();
  other?.close();
});

async function opened(content = app): Promise<Page> {
  const page = await openLocalPage(local, strayed);
  await page.addScriptTag({ content });
  return page;
}

/** What the viewer shows of its first session. */
async function shows(viewer: Page | FrameLocator, text: string) {
  await viewer.locator('article', { hasText: text }).first().waitFor();
}

test('our viewer in a frame shows the session live, and needs no network', async () => {
  const page = await opened();
  await page.context().setOffline(true);
  const said = await page.evaluate(() => {
    const iframe = document.body.appendChild(document.createElement('iframe'));
    return window.inspect({ iframe, name: 'the <b>app</b>' });
  });
  expect(said).toBe('inspected');
  const viewer = page.frameLocator('iframe');
  await shows(viewer, 'uninitialized');
  await page.evaluate(() => window.signIn().then(() => {}));
  await shows(viewer, 'meetingLoggedIn');
  await shows(viewer, 'alice · session · online');
  // What was heard is text.
  await shows(viewer, 'the <b>app</b>');
  expect(await viewer.locator('b').count()).toBe(0);
  await page.evaluate(() => window.cloud.server.kick('alice'));
  await viewer.locator('.states li', { hasText: 'failed' }).waitFor();
  await shows(viewer, 'im.kicked');
  expect(await viewer.locator('body').textContent()).not.toContain('secret');
  await page.evaluate(() => window.inspector.stop());
  await viewer.getByText('The app has disconnected.').waitFor();
  expect(strayed).toEqual([]);
  await page.context().close();
});

test.each([
  ['keeps names', { keepNames: true }],
  ['keeps names and minifies', { keepNames: true, minify: true }],
  ['lowers syntax', { target: 'es2017' }],
])('the built viewer survives a bundler that %s', async (_, how) => {
  const page = await opened(bundled(inspectedApp, { built: true, ...how }));
  await page.evaluate(() => window.inspect({ iframe: document.body.appendChild(document.createElement('iframe')) }));
  const viewer = page.frameLocator('iframe');
  await page.evaluate(() => window.signIn().then(() => {}));
  await shows(viewer, 'meetingLoggedIn');
  await shows(viewer, 'command');
  await page.context().close();
});

test('a viewer that nobody opened and nobody serves says so', async () => {
  const page = await openLocalPage(local, strayed);
  const broken: unknown[] = [];
  page.on('pageerror', (error) => broken.push(error));
  await page.goto('about:blank');
  await page.setContent(viewerPage());
  await page.getByText('Nobody is there to listen to').waitFor();
  expect(broken).toEqual([]);
  await page.context().close();
});

test('what is no whole message leaves the viewer as it is', async () => {
  const page = await opened();
  const broken: unknown[] = [];
  page.on('pageerror', (error) => broken.push(error));
  await page.evaluate(() => window.inspect({ iframe: document.body.appendChild(document.createElement('iframe')) }));
  const viewer = page.frameLocator('iframe');
  await shows(viewer, 'uninitialized');
  await page.evaluate(() => {
    const whole = { _version: '0.7.2', id: 'x', createdAt: '1', sessionId: 'odd', rootId: 'odd' };
    for (const odd of [
      null,
      { type: '@xstate.event', sessionId: 'odd' },
      { ...whole, type: '@xstate.event', event: null },
      { ...whole, type: '@xstate.snapshot', event: { type: 'x' }, snapshot: null },
      { ...whole, type: '@xstate.snapshot', snapshot: { status: 'active' } },
    ])
      document.querySelector('iframe')?.contentWindow?.postMessage(odd, '*');
  });
  await page.evaluate(() => window.signIn().then(() => {}));
  await shows(viewer, 'meetingLoggedIn');
  expect(broken).toEqual([]);
  expect(await viewer.locator('article').count()).toBe(1);
  await page.context().close();
});

test('in a window of its own it comes late, is reloaded, and knows all the same', async () => {
  const page = await opened();
  const popup = page.waitForEvent('popup');
  await page.evaluate(() => {
    document.body.innerHTML = '<button type="button">inspect</button>';
    document.querySelector('button')?.addEventListener('click', () => window.inspect());
  });
  await page.click('button');
  const viewer = await popup;
  await page.evaluate(() => window.signIn().then(() => {}));
  await shows(viewer, 'meetingLoggedIn');
  await viewer.reload();
  await shows(viewer, 'meetingLoggedIn');
  await page.context().close();
});

test('a window that the browser blocks is a typed error', async () => {
  const page = await opened();
  const said = await page.evaluate(() => {
    window.open = () => null;
    return window.inspect();
  });
  expect(said).toBe('SessionError unsupported');
  await page.context().close();
});

test('a page of another origin gets it with Stately’s own receiver; one that says it in its place gets nothing', async () => {
  const page = await opened();
  await page.evaluate((url) => {
    const [stately, stranger] = ['stately', 'stranger'].map((name) => {
      const iframe = document.createElement('iframe');
      iframe.name = name;
      return document.body.appendChild(iframe);
    });
    if (stranger) stranger.src = `${url}/stranger`;
    return window.inspect({ url, iframe: stately });
  }, otherOrigin);
  await page.evaluate(() => window.signIn().then(() => {}));
  const stately = page.frame('stately');
  await stately?.waitForFunction(() =>
    JSON.stringify(window.received.filter(({ type }) => type === '@xstate.snapshot')).includes(
      '"meetingLoggedIn":"idle"',
    ),
  );
  const received = await stately?.evaluate(() => window.received);
  expect(received?.[0]).toMatchObject({
    type: '@xstate.actor',
    definition: expect.stringContaining('meetingLoggedIn'),
  });
  expect(JSON.stringify(received)).not.toContain('secret');
  await page.frame('stranger')?.waitForFunction(() => Array.isArray(window.received));
  expect(await page.frame('stranger')?.evaluate(() => window.received)).toEqual([]);
  await page.context().close();
});

test('the relay’s page shows a session of another program, also after the relay was away', async () => {
  const relay = await startRelay({ port: 0 });
  const inspector = createWebSocketInspector({ url: relay.socketUrl, WebSocket, name: 'a program in Node' });
  const cloud = populated();
  const session = createSession(cloud.ports, { appKey: 'app', inspect: inspector.inspect });
  await session.signIn({ im: alice, meeting: ann });
  const page = await openLocalPage(local, strayed);
  await page.goto(relay.url);
  await shows(page, 'a program in Node');
  await page.locator('.states li', { hasText: 'meetingLoggedIn' }).waitFor();
  await relay.close();
  await page.getByText('The relay is away.').waitFor();
  cloud.server.kick('alice');
  const again = await startRelay({ port: Number(new URL(relay.url).port) });
  await page.locator('.states li', { hasText: 'failed' }).waitFor();
  expect(await page.locator('article').count()).toBe(1);
  inspector.stop();
  await session.dispose();
  await page.context().close();
  await again.close();
  expect(strayed).toEqual([]);
});
