// Listeners: they hear everything in order, harm nobody, and may do anything from inside.
import { expect, test } from 'vitest';
import { alice, ann, app, hop, outcome } from '../../regressions/app.ts';

test('a listener that throws harms nobody: the others hear all, and listenerFailed tells', async () => {
  const { cloud, session } = app();
  const boom = new Error('boom');
  const failures: unknown[] = [];
  const states: string[] = [];
  session.subscribe(() => {
    throw boom;
  });
  session.on('listenerFailed', ({ error }) => {
    failures.push(error);
    throw new Error('again');
  });
  session.on('kicked', () => {
    throw boom;
  });
  session.subscribe(({ state }) => states.push(state));
  const kicks: unknown[] = [];
  session.on('kicked', ({ reason }) => kicks.push(reason));
  await session.signIn({ im: alice, meeting: ann });
  cloud.server.kick('alice');
  expect(states).toContain('meetingLoggedIn');
  expect(states.at(-1)).toBe('failed');
  expect(kicks).toEqual(['server']);
  expect(failures.length).toBeGreaterThan(2);
  expect(new Set(failures)).toEqual(new Set([boom]));
});

test('an event’s listener already sees the new snapshot', async () => {
  const { cloud, session } = app();
  const seen: string[] = [];
  session.on('kicked', () => seen.push(`kicked ${session.snapshot.state}`));
  session.on('meetingLost', () => seen.push(`meetingLost ${session.snapshot.state}`));
  session.on('failed', () => seen.push(`failed ${session.snapshot.state}`));
  session.on('refused', () => seen.push(`refused ${session.snapshot.busy}`));
  await session.signIn({ im: alice, meeting: ann });
  await outcome(session.loginIm({ ...alice, accid: 'other' }));
  cloud.server.kick('alice');
  expect(seen).toEqual(
    ['refused null', 'kicked failed', 'meetingLost failed', 'failed failed'].filter((one) => seen.includes(one)),
  );
  expect(seen).toContain('kicked failed');
  expect(seen).toContain('failed failed');
});

test('a snapshot listener that commands from inside: every listener hears the snapshots in the same order', async () => {
  const { cloud, clock, session } = app();
  cloud.faults.always('all', hop);
  const first: unknown[] = [];
  const last: unknown[] = [];
  const inner: Array<ReturnType<typeof outcome>> = [];
  session.subscribe((snapshot) => {
    first.push(snapshot);
    if (snapshot.state === 'imReady' && snapshot.busy === null && inner.length === 0)
      inner.push(outcome(session.loginIm(alice)));
    if (snapshot.state === 'imLoggedIn' && snapshot.busy === null && inner.length === 1)
      inner.push(outcome(session.loginMeeting(ann)));
    if (snapshot.state === 'meetingLoggedIn' && snapshot.busy === null && inner.length === 2)
      inner.push(outcome(session.signOut()));
  });
  session.subscribe((snapshot) => last.push(snapshot));
  const up = outcome(session.initialize());
  await clock.advance(2_000);
  expect([up.now, ...inner.map(({ now }) => now)]).toEqual(['resolved', 'resolved', 'resolved', 'resolved']);
  expect(last).toEqual(first);
  expect(last.every((snapshot, n) => snapshot === first[n])).toBe(true);
  expect(session.snapshot).toMatchObject({ state: 'imReady', busy: null });
});

test('an event listener may give any command, dispose included', async () => {
  for (const reaction of ['recover', 'signOut', 'dispose'] as const) {
    const { cloud, clock, session } = app();
    await session.signIn({ im: alice, meeting: ann });
    let done: ReturnType<typeof outcome> | undefined;
    session.on('failed', () => {
      done ??= outcome(session[reaction]());
    });
    cloud.server.kick('alice');
    await clock.advance(100);
    expect(done?.now, reaction).toBe('resolved');
  }
});

test('unsubscribing inside a callback, one’s own and another’s', async () => {
  const { session } = app();
  const heard: string[] = [];
  const off = {
    own: session.subscribe(() => heard.push('own')),
    other: () => {},
  };
  session.subscribe(() => {
    heard.push('remover');
    off.own();
    off.other();
  });
  off.other = session.subscribe(() => heard.push('other'));
  heard.length = 0;
  await session.initialize();
  expect(heard.filter((one) => one !== 'remover').length).toBeLessThanOrEqual(1);
  off.own();
  expect(heard).not.toContain('other');
});

test('on() with a signal: nothing is heard once it aborted, and an aborted one never hears', async () => {
  const { session } = app();
  const stop = new AbortController();
  const heard: string[] = [];
  session.on('refused', () => heard.push('live'), { signal: stop.signal });
  session.on('refused', () => heard.push('dead'), { signal: AbortSignal.abort() });
  await outcome(session.loginIm(alice));
  stop.abort();
  await outcome(session.loginIm(alice));
  await undefined;
  expect(heard).toEqual(['live']);
});

test('until: at once, later, aborted, disposed, and a predicate that throws', async () => {
  const { session } = app();
  expect(await session.until(({ state }) => state === 'uninitialized')).toBe(session.snapshot);
  const later = session.until(({ state }) => state === 'imReady');
  await session.initialize();
  expect((await later).state).toBe('imReady');
  const stop = new AbortController();
  const aborted = outcome(session.until(() => false, { signal: stop.signal }));
  stop.abort('why');
  const broken = outcome(
    session.until(() => {
      throw new RangeError('mine');
    }),
  );
  const waiting = outcome(session.until(() => false));
  await session.dispose();
  expect([aborted.now, broken.error, waiting.now]).toEqual(['aborted', new RangeError('mine'), 'disposed']);
  expect(aborted.error).toMatchObject({ cause: 'why' });
  const late = outcome(session.until(() => false));
  await undefined;
  await undefined;
  expect(late.now).toBe('disposed');
});

test('methods may be passed around without the session', async () => {
  const { initialize, loginIm, subscribe, can, getSnapshot } = app().session;
  await initialize();
  await loginIm(alice);
  const heard: unknown[] = [];
  subscribe((snapshot) => heard.push(snapshot));
  expect(heard).toEqual([getSnapshot()]);
  expect(can('loginMeeting', ann).ok).toBe(true);
});
