// @vitest-environment happy-dom
// Whoever holds the viewer's page in a frame may be anybody: nothing that is sent stops it.
import { afterEach, expect, test, vi } from 'vitest';
import { render } from '../../../adapters/src/inspector/viewer/render.ts';
import { hear } from '../../../adapters/src/inspector/viewer/sessions.ts';
import { start } from '../../../adapters/src/inspector/viewer/start.ts';

afterEach(() => vi.unstubAllGlobals());

/** A page whose drawing is done at once, and who tells it something. What is drawn wrongly throws out of `tell`. */
function opened() {
  document.body.innerHTML = '<p id="line"></p><main id="sessions"></main>';
  const host = { postMessage: () => {} };
  vi.stubGlobal('opener', host);
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => draw());
  let heard: (event: unknown) => void = () => {};
  vi.stubGlobal('addEventListener', (_: string, listener: typeof heard) => {
    heard = listener;
  });
  start(hear, render);
  let id = 0;
  return (message: object) =>
    heard({ source: host, data: { id: `m-${++id}`, createdAt: '0', rootId: 's', ...message } });
}

const cyclic = { self: {} };
cyclic.self = cyclic;

const snapshotOf = (context: unknown) => ({
  type: '@xstate.snapshot',
  sessionId: 's',
  event: { type: 'x' },
  snapshot: { status: 'active', value: 'imReady', context },
});

test.each([
  ['1e300', ''],
  ['-1e300', ''],
  ['8640000000000001', ''],
  ['none', ''],
  ['8640000000000000', '00:00:00.000'],
  ['1000', '00:00:01.000'],
])('an event of %s is drawn', (createdAt, shown) => {
  const tell = opened();
  tell({ type: '@xstate.event', sessionId: 's', event: { type: 'ping' }, createdAt });
  expect(document.querySelector('time')?.textContent).toBe(shown);
  expect(document.querySelector('tbody')?.textContent).toContain('ping');
});

test.each([
  [{ im: { a: { toString: 1 } } }, '{"toString":1}'],
  [{ im: { accid: 'alice', deep: [{ b: null }], none: null } }, 'alice · [{"b":null}] · '],
  [{ im: { a: cyclic } }, '…'],
  [{ im: { a: { big: 1n } } }, '…'],
])('a context of %o is drawn', (context, shown) => {
  const tell = opened();
  tell(snapshotOf(context));
  expect(document.querySelector('dd')?.textContent).toBe(shown);
  tell(snapshotOf({ im: { accid: 'ben' } }));
  expect(document.querySelector('dd')?.textContent).toBe('ben');
});

test('an actor whose name is no text is no actor', () => {
  const tell = opened();
  for (const name of [undefined, 5, { toString: 1 }]) tell({ type: '@xstate.actor', sessionId: 's', name });
  expect(document.querySelector('article')).toBeNull();
  tell({ type: '@xstate.actor', sessionId: 's', name: 'the app' });
  expect(document.querySelector('h2')?.textContent).toBe('the app s');
});
