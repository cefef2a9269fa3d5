// @vitest-environment happy-dom
import { useOwnedSession, useSessionSnapshot } from '@partyline/adapters/vue';
import { isSessionError, type Session, SessionError } from '@partyline/core';
import { expect, test } from 'vitest';
import { defineComponent, effectScope, h, KeepAlive, shallowRef, watchEffect } from 'vue';
import { alice, ann, factory } from '../sessions.ts';
import { mounted, settled } from './stage.ts';

/** An app that owns its session and signs in by itself. */
const appOf = (create: () => Session, room: () => string = () => 'one') =>
  defineComponent(() => {
    const session = useOwnedSession(create, () => [room()]);
    const snapshot = useSessionSnapshot(session);
    watchEffect(() => session.value?.signIn({ im: alice, meeting: ann }).catch(() => {}));
    return () => h('p', snapshot.value.state);
  });

test('the session is made at the mount, and disposed when the component has gone', async () => {
  const sessions = factory();
  const { app, box } = await mounted(appOf(sessions.create));
  expect(box.textContent).toBe('meetingLoggedIn');
  await settled(() => app.unmount());
  expect(sessions).toMatchObject({ alive: 0, most: 1 });
  expect(sessions.cloud.im.status().phase).toBe('uninitialized');
  expect(sessions.cloud.listeners).toMatchObject({ im: 0, meeting: 0 });
});

test('a component that KeepAlive puts away keeps its session, until all of it has gone', async () => {
  const sessions = factory();
  const App = appOf(sessions.create);
  const shown = shallowRef(true);
  const { app, box } = await mounted(defineComponent(() => () => h(KeepAlive, () => (shown.value ? h(App) : null))));
  await settled(() => {
    shown.value = false;
  });
  expect(box.textContent).toBe('');
  expect(sessions.made[0]?.snapshot.state).toBe('meetingLoggedIn');
  await settled(() => {
    shown.value = true;
  });
  expect(box.textContent).toBe('meetingLoggedIn');
  expect(sessions.made).toHaveLength(1);
  await settled(() => app.unmount());
  expect(sessions.alive).toBe(0);
});

test('other deps: the old one is gone before the next is made; equal ones keep it', async () => {
  const sessions = factory();
  const room = shallowRef({ name: 'one' });
  const { app, box } = await mounted(appOf(sessions.create, () => room.value.name));
  room.value = { name: 'one' };
  await settled();
  expect(sessions.made).toHaveLength(1);
  room.value = { name: 'two' };
  await settled();
  expect(sessions.made).toHaveLength(2);
  expect(sessions).toMatchObject({ alive: 1, most: 1 });
  expect(box.textContent).toBe('meetingLoggedIn');
  await settled(() => app.unmount());
  expect(sessions.alive).toBe(0);
});

test('mounted twice at once, and mounted anew in the same turn: never two sessions on the same SDKs', async () => {
  const sessions = factory();
  const key = shallowRef(1);
  const App = appOf(sessions.create);
  const { app, box } = await mounted(defineComponent(() => () => h(App, { key: key.value })));
  key.value = 2;
  await settled();
  expect(sessions.made).toHaveLength(2);
  expect(sessions).toMatchObject({ alive: 1, most: 1 });
  expect(box.textContent).toBe('meetingLoggedIn');
  await settled(() => app.unmount());
  await settled(() => mounted(App).then(({ app: again }) => again.unmount()));
  expect(sessions).toMatchObject({ alive: 0, most: 1 });
});

test('in an effectScope it is made at once and ends with the scope; outside one a typed error says so', async () => {
  const sessions = factory();
  const scope = effectScope();
  const session = scope.run(() => useOwnedSession(sessions.create));
  expect(session?.value).toBe(sessions.made[0]);
  scope.stop();
  await settled();
  expect(session?.value).toBeNull();
  expect(sessions.alive).toBe(0);
  expect(() => useOwnedSession(sessions.create)).toThrow(expect.toSatisfy(isSessionError));
});

test('what the factory throws reaches the error handler, at once and after a wait', async () => {
  const sessions = factory();
  const caught: unknown[] = [];
  const failing = () => {
    throw new SessionError('invalidInput');
  };
  const room = shallowRef('one');
  const App = appOf(
    () => (room.value === 'two' ? failing() : sessions.create()),
    () => room.value,
  );
  const { app } = await mounted(App, ({ config }) => {
    config.errorHandler = (error) => caught.push(error);
  });
  room.value = 'two';
  await settled();
  expect(caught).toEqual([expect.objectContaining({ kind: 'invalidInput' })]);
  await settled(() => app.unmount());
  const { app: other } = await mounted(appOf(failing), ({ config }) => {
    config.errorHandler = (error) => caught.push(error);
  });
  expect(caught).toHaveLength(2);
  await settled(() => other.unmount());
  expect(sessions).toMatchObject({ alive: 0, most: 1 });
});
