// @vitest-environment happy-dom
import { useCan, useSessionEvent, useSessionSnapshot } from '@partyline/adapters/react';
import type { Session, SessionSnapshot } from '@partyline/core';
import { createElement as h, StrictMode, useState } from 'react';
import { expect, test } from 'vitest';
import { alice, ann, factory } from '../sessions.ts';
import { mounted, settled } from './stage.ts';

const { create, cloud } = factory();

test('a component shows what is true, from the first render to the last change', async () => {
  const session = create();
  await session.initialize();
  const shown: string[] = [];
  const Status = () => {
    const { state } = useSessionSnapshot(session);
    shown.push(state);
    return h('p', null, state);
  };
  const { root, box } = await mounted(h(Status));
  expect(shown[0]).toBe('imReady');
  await settled(() => session.signIn({ im: alice, meeting: ann }));
  expect(box.textContent).toBe('meetingLoggedIn');
  await settled(() => cloud.server.kick('alice'));
  expect(box.textContent).toBe('failed');
  await settled(() => root.unmount());
  const renders = shown.length;
  await settled(() => session.recover());
  expect(shown).toHaveLength(renders);
  await session.dispose();
});

test('with a selector it renders again only when what is selected changes', async () => {
  const session = create();
  let renders = 0;
  const accid = ({ im }: SessionSnapshot) => im?.accid ?? 'nobody';
  const Who = () => {
    renders += 1;
    return h('p', null, useSessionSnapshot(session, accid));
  };
  const { root, box } = await mounted(h(Who));
  await settled(() => session.initialize());
  expect([box.textContent, renders]).toEqual(['nobody', 1]);
  await settled(() => session.loginIm(alice));
  expect([box.textContent, renders]).toEqual(['alice', 2]);
  await settled(() => session.loginMeeting(ann));
  expect(renders).toBe(2);
  await settled(() => root.unmount());
  await session.dispose();
});

test('a selector that is new at every render, and makes new objects, neither loops nor loses what is equal', async () => {
  const session = create();
  const seen = new Set<object>();
  let again = (_: number) => {};
  let renders = 0;
  const Who = () => {
    const [turn, setTurn] = useState(0);
    again = setTurn;
    renders += 1;
    const picked = useSessionSnapshot(
      session,
      ({ im }) => ({ accid: im?.accid }),
      (a, b) => a.accid === b.accid,
    );
    seen.add(picked);
    return h('p', null, `${turn} ${picked.accid}`);
  };
  const { root, box } = await mounted(h(Who));
  await settled(() => again(1));
  await settled(() => session.initialize());
  expect([box.textContent, seen.size, renders]).toEqual(['1 undefined', 1, 2]);
  await settled(() => session.loginIm(alice));
  await settled(() => again(2));
  expect([box.textContent, seen.size]).toEqual(['2 alice', 2]);
  await settled(() => root.unmount());
  await session.dispose();
});

test('another session, or none, takes the place of the first', async () => {
  const [first, second] = [create(), factory().create()];
  await first.initialize();
  const Status = ({ session }: { session: Session | null }) => h('p', null, useSessionSnapshot(session).state);
  const { root, box } = await mounted(h(Status, { session: first }));
  expect(box.textContent).toBe('imReady');
  await settled(() => root.render(h(Status, { session: second })));
  expect(box.textContent).toBe('uninitialized');
  await settled(() => second.initialize());
  await settled(() => second.loginIm(alice));
  expect(box.textContent).toBe('imLoggedIn');
  await settled(() => root.render(h(Status, { session: null })));
  expect(box.textContent).toBe('uninitialized');
  await settled(() => root.unmount());
  await Promise.all([first.dispose(), second.dispose()]);
});

test('useCan tells whether a button may be pressed, and why not, as things change', async () => {
  const session = create();
  const Button = ({ of }: { of: Session | null }) => {
    const permission = useCan(of, 'loginMeeting', ann);
    return h('button', { type: 'button', disabled: !permission.ok }, permission.ok ? 'ok' : permission.error.kind);
  };
  const { root, box } = await mounted(h(Button, { of: null }));
  expect(box.textContent).toBe('notInitialized');
  await settled(() => root.render(h(Button, { of: session })));
  await settled(() => session.initialize());
  expect(box.textContent).toBe('imNotLoggedIn');
  await settled(() => session.loginIm(alice));
  expect(box.textContent).toBe('ok');
  expect(box.querySelector('button')?.disabled).toBe(false);
  await settled(() => root.unmount());
  await session.dispose();
});

test('useSessionEvent hears each event once, with the newest listener, until it is unmounted', async () => {
  const session = create();
  await session.initialize();
  const heard: string[] = [];
  const Toast = ({ word }: { word: string }) => {
    useSessionEvent(session, 'refused', ({ error }) => heard.push(`${word} ${error.kind}`));
    return null;
  };
  const refuse = () => session.loginMeeting(ann).catch(() => {});
  const { root } = await mounted(h(StrictMode, null, h(Toast, { word: 'old' })));
  await settled(refuse);
  await settled(() => root.render(h(StrictMode, null, h(Toast, { word: 'new' }))));
  await settled(refuse);
  await settled(() => root.unmount());
  await settled(refuse);
  expect(heard).toEqual(['old imNotLoggedIn', 'new imNotLoggedIn']);
  await session.dispose();
});
