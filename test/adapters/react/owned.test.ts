// @vitest-environment happy-dom
import { useOwnedSession, useSessionSnapshot } from '@partyline/adapters/react';
import { type Session, SessionError } from '@partyline/core';
import { Activity, Component, createElement as h, type ReactNode, StrictMode, Suspense, use, useEffect } from 'react';
import { expect, test } from 'vitest';
import { alice, ann, factory } from '../sessions.ts';
import { mounted, settled } from './stage.ts';

/** An app that owns its session and signs in by itself. */
const appOf = (create: () => Session, seen: (Session | null)[] = []) => {
  return function App({ room = 'one' }: { room?: string }) {
    const session = useOwnedSession(create, [room]);
    seen.push(session);
    useEffect(() => {
      const leaving = new AbortController();
      session?.signIn({ im: alice, meeting: ann }, { signal: leaving.signal }).catch(() => {});
      return () => leaving.abort();
    }, [session]);
    return h('p', null, useSessionSnapshot(session).state);
  };
};

test('the session is made at the mount, and disposed when the component has gone', async () => {
  const sessions = factory();
  const { root, box } = await mounted(h(appOf(sessions.create)));
  expect(box.textContent).toBe('meetingLoggedIn');
  await settled(() => root.unmount());
  expect(sessions).toMatchObject({ alive: 0, most: 1 });
  expect(sessions.cloud.im.status().phase).toBe('uninitialized');
  expect(sessions.cloud.listeners).toMatchObject({ im: 0, meeting: 0 });
});

test('StrictMode mounts twice: there is one session, and its sign-in is done once', async () => {
  const sessions = factory();
  const { root, box } = await mounted(h(StrictMode, null, h(appOf(sessions.create))));
  expect(box.textContent).toBe('meetingLoggedIn');
  expect(sessions.made).toHaveLength(1);
  expect(sessions.cloud.calls.of('im.login')).toHaveLength(1);
  await settled(() => root.unmount());
  expect(sessions.alive).toBe(0);
  expect(sessions.cloud.listeners).toMatchObject({ im: 0, meeting: 0 });
});

test('a hidden Activity has gone: its session is disposed, and made anew when it is shown', async () => {
  const sessions = factory();
  const App = appOf(sessions.create);
  const { root } = await mounted(h(Activity, { mode: 'visible', children: h(App) }));
  expect(sessions).toMatchObject({ alive: 1 });
  await settled(() => root.render(h(Activity, { mode: 'hidden', children: h(App) })));
  expect(sessions).toMatchObject({ alive: 0 });
  await settled(() => root.render(h(Activity, { mode: 'visible', children: h(App) })));
  expect(sessions).toMatchObject({ alive: 1, most: 1 });
  expect(sessions.made[1]?.snapshot.state).toBe('meetingLoggedIn');
  await settled(() => root.unmount());
  expect(sessions.alive).toBe(0);
});

test('a component that suspends keeps its session; one that never came to be has made none', async () => {
  const sessions = factory();
  const App = appOf(sessions.create);
  const never = new Promise<string>(() => {});
  const Page = ({ waits }: { waits: boolean }) => h('div', null, h(App), waits && use(never));
  const { root } = await mounted(h(Suspense, { fallback: '…' }, h(Page, { waits: true })));
  expect(sessions.made).toHaveLength(0);
  await settled(() => root.render(h(Suspense, { fallback: '…' }, h(Page, { waits: false }))));
  await settled(() => root.render(h(Suspense, { fallback: '…' }, h(Page, { waits: true }))));
  expect(sessions).toMatchObject({ alive: 1 });
  expect(sessions.made).toHaveLength(1);
  expect(sessions.made[0]?.snapshot.state).toBe('meetingLoggedIn');
  await settled(() => root.unmount());
  expect(sessions.alive).toBe(0);
});

test('other deps: the old one is gone before the next is made, and nobody is shown the old one', async () => {
  const sessions = factory();
  const seen: (Session | null)[] = [];
  const App = appOf(sessions.create, seen);
  const { root, box } = await mounted(h(App, { room: 'one' }));
  const renders = seen.length;
  await settled(() => root.render(h(App, { room: 'two' })));
  expect(sessions.made).toHaveLength(2);
  expect(sessions).toMatchObject({ alive: 1, most: 1 });
  expect(seen.slice(renders)).not.toContain(sessions.made[0]);
  expect(box.textContent).toBe('meetingLoggedIn');
  await settled(() => root.unmount());
  expect(sessions.alive).toBe(0);
});

test('another component on the same SDKs waits for the first one’s teardown; one that leaves meanwhile gets none', async () => {
  const sessions = factory();
  const App = appOf(sessions.create);
  const { root, box } = await mounted(h(App, { key: 'first' }));
  await settled(() => root.render(h(App, { key: 'second' })));
  expect(sessions).toMatchObject({ alive: 1, most: 1 });
  expect(box.textContent).toBe('meetingLoggedIn');
  await settled(() => {
    root.render(h(App, { key: 'third' }));
    queueMicrotask(() => root.unmount());
  });
  expect(sessions).toMatchObject({ alive: 0, most: 1 });
});

class Boundary extends Component<{ children: ReactNode }, { said: string }> {
  override state = { said: '' };
  static getDerivedStateFromError(error: SessionError) {
    return { said: error.kind };
  }
  override render() {
    return this.state.said || this.props.children;
  }
}

test('what the factory throws reaches the error boundary, at once and after a wait', async () => {
  const sessions = factory();
  const App = appOf(() => {
    if (sessions.made.length > 0) throw new SessionError('invalidInput');
    return sessions.create();
  });
  const quiet = { onCaughtError: () => {} };
  const { createRoot } = await import('react-dom/client');
  const box = document.createElement('div');
  const root = createRoot(box, quiet);
  const page = (room: string) => h(StrictMode, null, h(Boundary, { key: 'b', children: h(App, { room }) }));
  await settled(() => root.render(page('one')));
  expect(box.textContent).toBe('meetingLoggedIn');
  await settled(() => root.render(page('two')));
  expect(box.textContent).toBe('invalidInput');
  await settled(() => root.unmount());
  const again = createRoot(box, quiet);
  await settled(() => again.render(page('three')));
  expect(box.textContent).toBe('invalidInput');
  await settled(() => again.unmount());
  expect(sessions).toMatchObject({ alive: 0, most: 1 });
});

test('a factory that answers a promise is refused, and the session that comes of it is disposed', async () => {
  const sessions = factory();
  const { createRoot } = await import('react-dom/client');
  const box = document.createElement('div');
  const root = createRoot(box, { onCaughtError: () => {} });
  const App = appOf((async () => sessions.create()) as never);
  await settled(() => root.render(h(Boundary, null, h(App))));
  expect(box.textContent).toBe('invalidInput');
  expect(sessions.made.length).toBeGreaterThan(0);
  await settled(() => root.unmount());
  expect(sessions.alive).toBe(0);
  expect(sessions.cloud.listeners).toMatchObject({ im: 0, meeting: 0 });
});

test.each([
  ['a promise that is rejected', () => Promise.reject(new Error('never'))],
  ['nothing', () => undefined],
  ['a promise', async () => undefined],
])('a factory that answers %s made no session: the error boundary is told', async (_, create) => {
  const { createRoot } = await import('react-dom/client');
  const box = document.createElement('div');
  const root = createRoot(box, { onCaughtError: () => {} });
  const App = appOf(create as never);
  await settled(() => root.render(h(StrictMode, null, h(Boundary, null, h(App)))));
  expect(box.textContent).toBe('invalidInput');
  await settled(() => root.unmount());
});
