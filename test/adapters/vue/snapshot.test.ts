// @vitest-environment happy-dom
import { useCan, useSessionEvent, useSessionSnapshot } from '@partyline/adapters/vue';
import { isSessionError, type Session } from '@partyline/core';
import { expect, test } from 'vitest';
import { computed, defineComponent, effectScope, h, shallowRef } from 'vue';
import { alice, ann, factory } from '../sessions.ts';
import { mounted, settled } from './stage.ts';

const { create, cloud } = factory();

test('a component shows what is true, from the first render to the last change', async () => {
  const session = create();
  await session.initialize();
  const shown: string[] = [];
  const Status = defineComponent(() => {
    const snapshot = useSessionSnapshot(session);
    return () => {
      shown.push(snapshot.value.state);
      return h('p', snapshot.value.state);
    };
  });
  const { app, box } = await mounted(Status);
  expect(shown).toEqual(['imReady']);
  await settled(() => session.signIn({ im: alice, meeting: ann }));
  expect(box.textContent).toBe('meetingLoggedIn');
  await settled(() => cloud.server.kick('alice'));
  expect(box.textContent).toBe('failed');
  app.unmount();
  const renders = shown.length;
  await settled(() => session.recover());
  expect(shown).toHaveLength(renders);
  await session.dispose();
});

test('what is computed from a snapshot renders again only when it changes', async () => {
  const session = create();
  let renders = 0;
  const Who = defineComponent(() => {
    const snapshot = useSessionSnapshot(session);
    const accid = computed(() => snapshot.value.im?.accid ?? 'nobody');
    return () => {
      renders += 1;
      return h('p', accid.value);
    };
  });
  const { app, box } = await mounted(Who);
  await settled(() => session.initialize());
  expect([box.textContent, renders]).toEqual(['nobody', 1]);
  await settled(() => session.loginIm(alice));
  await settled(() => session.loginMeeting(ann));
  expect([box.textContent, renders]).toEqual(['alice', 2]);
  app.unmount();
  await session.dispose();
});

test('another session, or none, takes the place of the first', async () => {
  const [first, second] = [create(), factory().create()];
  await first.initialize();
  const session = shallowRef<Session | null>(first);
  const { app, box } = await mounted(
    defineComponent(() => {
      const snapshot = useSessionSnapshot(session);
      return () => h('p', snapshot.value.state);
    }),
  );
  expect(box.textContent).toBe('imReady');
  session.value = second;
  await settled();
  expect(box.textContent).toBe('uninitialized');
  await second.initialize();
  await settled(() => second.loginIm(alice));
  expect(box.textContent).toBe('imLoggedIn');
  session.value = null;
  await settled(() => second.logoutIm());
  expect(box.textContent).toBe('uninitialized');
  app.unmount();
  await Promise.all([first.dispose(), second.dispose()]);
});

test('useCan tells whether a button may be pressed, and why not, as things change', async () => {
  const session = shallowRef<Session | null>(null);
  const account = shallowRef({ ...alice });
  const { app, box } = await mounted(
    defineComponent(() => {
      const meeting = useCan(session, 'loginMeeting');
      const im = useCan(session, 'loginIm', () => [account.value]);
      const said = ({ value }: typeof meeting) => (value.ok ? 'ok' : value.error.kind);
      return () => h('p', `${said(meeting)} ${said(im)}`);
    }),
  );
  expect(box.textContent).toBe('notInitialized notInitialized');
  const live = create();
  session.value = live;
  await settled(() => live.initialize());
  expect(box.textContent).toBe('imNotLoggedIn ok');
  await settled(() => live.loginIm(alice));
  expect(box.textContent).toBe('ok ok');
  account.value = { accid: 'bob', token: 'bob-token' };
  await settled();
  expect(box.textContent).toBe('ok alreadyLoggedIn');
  app.unmount();
  await live.dispose();
});

test('useSessionEvent hears each event once until its scope ends', async () => {
  const session = create();
  await session.initialize();
  const heard: string[] = [];
  const scope = effectScope();
  scope.run(() => useSessionEvent(session, 'refused', ({ error }) => heard.push(error.kind)));
  const refuse = () => session.loginMeeting(ann).catch(() => {});
  await refuse();
  scope.stop();
  await refuse();
  expect(heard).toEqual(['imNotLoggedIn']);
  await session.dispose();
});

test('outside any scope nothing would ever end it: a typed error says so', () => {
  const session = create();
  for (const use of [
    () => useSessionSnapshot(session),
    () => useCan(session, 'initialize'),
    () => useSessionEvent(session, 'kicked', () => {}),
  ]) {
    expect(use).toThrow(expect.objectContaining({ kind: 'invalidInput' }));
    expect(use).toThrow(expect.toSatisfy(isSessionError));
  }
});
