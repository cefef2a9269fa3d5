// Who is told what, and in which order: the callers of one flight, and listeners.
import { describe, expect, test } from 'vitest';
import { alice, ann, app, bob, hop, outcome } from '../regressions/app.ts';
import { bare, soon } from './bare.ts';

describe('callers of one flight', () => {
  test('each is told once, in the order in which they asked; one that gives up is told alone', async () => {
    const b = bare();
    await soon(b.session.initialize());
    const go = b.hold('im.login');
    const told: string[] = [];
    const stop = new AbortController();
    const ask = (name: string, o?: object) =>
      b.session.loginIm(alice, o).then(
        () => told.push(name),
        () => told.push(`${name} gave up`),
      );
    ask('one');
    ask('two', { signal: stop.signal });
    ask('three');
    await b.clock.settle();
    stop.abort();
    await b.clock.settle();
    expect(told).toEqual(['two gave up']);
    go();
    await b.clock.settle();
    expect(told).toEqual(['two gave up', 'one', 'three']);
    expect(b.calls.filter((call) => call === 'im.login')).toHaveLength(1);
  });

  test.each([false, true])(
    'one that gives up while the news of its end is told is told its end, and harms no other (another one begun: %s)',
    async (isNext) => {
      const b = bare();
      await soon(b.session.initialize());
      const stop = new AbortController();
      let next: ReturnType<typeof outcome> | undefined;
      b.session.subscribe(({ state }) => {
        if (state !== 'imLoggedIn' || stop.signal.aborted) return;
        if (isNext) next = outcome(b.session.loginMeeting(ann));
        stop.abort();
      });
      const login = outcome(b.session.loginIm(alice, { signal: stop.signal }));
      await b.clock.settle();
      expect([login.now, next?.now]).toEqual(['resolved', isNext ? 'resolved' : undefined]);
      expect(b.session.snapshot).toMatchObject({ state: isNext ? 'meetingLoggedIn' : 'imLoggedIn', busy: null });
      expect(b.calls.slice(2)).toEqual(isNext ? ['im.login', 'meeting.login'] : ['im.login']);
    },
  );

  test('a teardown that everybody gave up on still happens', async () => {
    const b = bare();
    await soon(b.session.signIn({ im: alice, meeting: ann }));
    const go = b.hold('meeting.logout');
    const stop = new AbortController();
    const out = outcome(b.session.signOut({ signal: stop.signal }));
    await b.clock.settle();
    stop.abort();
    await b.clock.settle();
    expect([out.now, b.session.snapshot.busy]).toEqual(['aborted', 'signOut']);
    go();
    await b.clock.settle();
    expect(b.session.snapshot).toMatchObject({ state: 'imReady', busy: null });
  });

  test('a deeper teardown takes over a shallower one; a shallower one is busy', async () => {
    const b = bare();
    await soon(b.session.signIn({ im: alice, meeting: ann }));
    const go = b.hold('meeting.logout');
    const shallow = outcome(b.session.logoutMeeting());
    const deep = outcome(b.session.signOut());
    const late = outcome(b.session.logoutMeeting());
    await b.clock.settle();
    expect([shallow.now, deep.now, late.now]).toEqual(['superseded', 'pending', 'busy']);
    go();
    await b.clock.settle();
    expect(deep.now).toBe('resolved');
    expect(b.calls.slice(-2)).toEqual(['meeting.logout', 'im.logout']);
  });
});

describe('listeners', () => {
  test('an unsubscribed listener hears nothing more, and after dispose() nobody does', async () => {
    const { session } = app();
    const heard: string[] = [];
    const off = session.subscribe(({ state }) => heard.push(`one ${state}`));
    session.subscribe(({ state }) => heard.push(`two ${state}`));
    off();
    off();
    heard.length = 0;
    await soon(session.initialize());
    expect(new Set(heard)).toEqual(new Set(['two uninitialized', 'two imReady']));
    await session.dispose();
    heard.length = 0;
    session.subscribe(({ state }) => heard.push(`late ${state}`));
    expect(heard).toEqual(['late uninitialized']);
  });

  test('one that listens twice hears everything twice, until it is taken off once, and twice', async () => {
    const { session } = app();
    let heard = 0;
    const listener = () => heard++;
    const offs = [session.on('refused', listener), session.on('refused', listener)];
    const counts: number[] = [];
    for (const off of [undefined, ...offs]) {
      off?.();
      heard = 0;
      await soon(outcome(session.loginIm(alice)));
      counts.push(heard);
    }
    expect(counts).toEqual([2, 1, 0]);
  });

  test('one that begins to listen inside a callback hears what comes next, not what is being told', async () => {
    const { session } = app();
    const heard: string[] = [];
    const again = () => {
      heard.push('event');
      session.on('refused', again);
    };
    session.on('refused', again);
    await soon(outcome(session.loginIm(alice)));
    expect(heard).toEqual(['event']);
    session.subscribe(({ state }) => {
      if (state === 'imReady' && heard.length === 1) session.subscribe((snapshot) => heard.push(snapshot.state));
    });
    await soon(session.initialize());
    expect(heard).toEqual(['event', 'imReady']);
  });

  test('snapshots come before the events that belong to them, and those before the command’s end', async () => {
    const { cloud, clock, session } = app();
    await soon(session.initialize());
    cloud.faults.always('im.login', hop);
    const heard: string[] = [];
    session.subscribe(({ state }) => heard.push(state));
    session.on('kicked', () => heard.push('kicked'));
    session.on('failed', () => heard.push('failed event'));
    session.loginIm(alice).catch(({ kind }) => heard.push(`rejected ${kind}`));
    await clock.advance(10);
    heard.length = 0;
    cloud.server.kick('alice');
    await clock.settle();
    expect(heard.filter((one, n) => heard.indexOf(one) === n)).toEqual([
      'failed',
      'kicked',
      'failed event',
      'rejected kicked',
    ]);
  });

  test('until() takes its listeners off again', async () => {
    const { session } = app();
    let looked = 0;
    const found = session.until(({ state }) => {
      looked++;
      return state === 'imReady';
    });
    await soon(session.initialize());
    await found;
    const before = looked;
    await soon(session.loginIm(bob));
    expect(looked).toBe(before);
  });
});
