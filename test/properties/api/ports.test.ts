// Ports that break their contract: whatever they do, every command settles with a SessionError or a snapshot.
import { createMemoryCloud, ManualClock, sessionMethods } from '@partyline/adapters/memory';
import { createSession, type ImStatus, isSessionError, type MeetingStatus, type SessionPorts } from '@partyline/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alice, ann, app, outcome, room } from '../../regressions/app.ts';
import { times } from '../seed.ts';

describe.each(sessionMethods)('%s', (method) => {
  test.each([
    ['throws', { throws: new Error('sync') }],
    ['throws nothing', { throws: undefined }],
    ['rejects with nothing', { reject: undefined }],
    ['never answers', { never: true }],
    ['never answers, whatever its signal says', { never: true, ignoreAbort: true }],
    ['takes effect and never answers', { never: true, lands: true, ignoreAbort: true }],
    ['takes effect and rejects', { kind: 'vendor', lands: true }],
    ['answers twice', { twice: true }],
  ] as const)('%s: everything settles, and recovers', async (_, fault) => {
    const { cloud, clock, session } = app();
    cloud.faults.once(method, fault);
    const request = { im: alice, meeting: ann };
    for (const run of [
      () => session.signIn(request),
      () => session.joinMeeting(room),
      () => session.leaveMeeting(),
      () => session.signOut(),
      () => session.signIn(request),
      () => session.signOut(),
    ]) {
      const done = outcome(run());
      await clock.advance(100_000);
      expect(done.now).not.toBe('pending');
      expect(done.now).not.toContain('not a SessionError');
    }
    const last = outcome(session.signIn(request));
    await clock.advance(100_000);
    expect(last.now).toBe('resolved');
    expect(session.snapshot).toMatchObject({ state: 'meetingLoggedIn', busy: null, failure: null });
    const gone = outcome(session.dispose());
    await clock.advance(100_000);
    expect(gone.now).toBe('resolved');
  });
});

test.each(['im.close', 'meeting.close'] as const)(
  'dispose() with ports that cannot be closed (%s): settles, and rests',
  async (method) => {
    const { cloud, clock, session } = app();
    await session.signIn({ im: alice, meeting: ann });
    cloud.faults.always(method, { kind: 'network' });
    const gone = outcome(session.dispose());
    await clock.advance(100_000);
    expect(gone.now).toBe('resolved');
    expect(session.snapshot).toMatchObject({ state: 'uninitialized', busy: null, im: null, meeting: null });
    expect(clock.pending).toBe(0);
  },
);

describe('lies', () => {
  test('a login that resolves though status() names somebody else: adapter, and undone as far as it was asked for', async () => {
    const { cloud, clock, session } = app();
    await session.initialize();
    cloud.faults.lieAboutIm(() => ({ phase: 'ready', appKey: 'app' }));
    const login = outcome(session.loginIm(alice));
    await clock.advance(20_000);
    expect(login.now).toBe('adapter');
    expect(session.snapshot).toMatchObject({ state: 'imReady', im: null });
  });

  test('a login after which status() names another account: adapter; the other one is the host’s and stays', async () => {
    const { cloud, clock, session } = app();
    await session.initialize();
    cloud.faults.lieAboutIm(() => ({ phase: 'loggedIn', accid: 'somebody', appKey: 'app', line: 'online' }));
    const login = outcome(session.loginIm(alice));
    await clock.advance(20_000);
    expect(login.now).toBe('adapter');
    expect(session.snapshot).toMatchObject({ state: 'imLoggedIn', im: { accid: 'somebody', owner: 'host' } });
    expect(cloud.calls.methods).not.toContain('im.logout');
  });

  test('a meeting login after which status() names another member, or nobody: adapter, and logged out', async () => {
    for (const lie of [
      { phase: 'ready' },
      { phase: 'loggedIn', userUuid: 'somebody', anonymous: false },
      { phase: 'loggedIn', anonymous: true },
    ] as const satisfies readonly MeetingStatus[]) {
      const { cloud, clock, session } = app();
      await session.loginIm(alice).catch(() => session.signIn({ im: alice, meeting: ann }));
      await session.logoutMeeting();
      cloud.faults.lieAboutMeeting(() => lie);
      const login = outcome(session.loginMeeting(ann));
      await clock.advance(20_000);
      expect(login.now).toBe('adapter');
      expect(session.snapshot.state).not.toBe('meetingLoggedIn');
    }
  });

  test('a reused login that rides on another account than the one logged in is no success', async () => {
    const { cloud, clock, session } = app();
    await session.initialize();
    await session.loginIm(alice);
    const original = cloud.meeting.login;
    const ports = {
      ...cloud.ports,
      meeting: {
        ...cloud.meeting,
        login: async (...args: Parameters<typeof original>) => {
          await original(...args);
          return { accid: 'bob' };
        },
      },
    };
    const other = createSession(ports, { appKey: 'app' });
    const signIn = outcome(other.signIn({ meeting: ann }));
    await clock.advance(20_000);
    expect(['adapter', 'accountMismatch']).toContain(signIn.now);
    expect(other.snapshot.state).not.toBe('meetingLoggedIn');
  });
});

test('status() that throws or answers nonsense, events that are garbage: nothing escapes, everything settles', async () => {
  const junk = fc.oneof(
    fc.anything(),
    fc.constantFrom<unknown>(
      undefined,
      null,
      { phase: 'loggedIn' },
      { phase: 'loggedIn', accid: 5 },
      { phase: 'x' },
      { phase: null },
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(junk, { minLength: 1, maxLength: 6 }),
      fc.array(junk, { maxLength: 6 }),
      fc.nat(3),
      async (lies, events, when) => {
        const clock = new ManualClock();
        const cloud = createMemoryCloud({ appKey: 'app', clock });
        cloud.server
          .addImAccount(alice)
          .addMeetingAccount({ ...ann, accid: 'alice' })
          .addRoom({ meetingNum: '100' });
        let tell: (event: never) => void = () => {};
        const ports: SessionPorts = {
          ...cloud.ports,
          im: {
            ...cloud.im,
            subscribe(listener) {
              tell = listener as typeof tell;
              return cloud.im.subscribe(listener);
            },
          },
        };
        const session = createSession(ports, { appKey: 'app' });
        const calls = [
          () => session.signIn({ im: alice, meeting: ann }),
          () => session.joinMeeting(room),
          () => session.signOut(),
          () => session.recover(),
        ];
        for (const [n, call] of calls.entries()) {
          if (n === when) {
            let turn = 0;
            const lie = () => {
              const said = lies[turn++ % lies.length];
              if (said === undefined) throw new Error('status');
              return said;
            };
            cloud.faults.lieAboutIm(lie as () => ImStatus).lieAboutMeeting(lie as () => MeetingStatus);
            for (const event of events) tell(event as never);
            for (const type of ['kicked', 'loggedIn', 'credentialsRefused', 'toString', '__proto__'])
              tell({ type } as never);
          }
          const done = outcome(call());
          await clock.advance(60_000);
          if (done.now === 'pending') throw new Error(`${n} hangs`);
          if (done.error !== undefined && !isSessionError(done.error)) throw new Error(done.now);
        }
        if (session.actor.getSnapshot().status === 'error') throw new Error('the machine broke');
        cloud.faults.clear();
        const gone = outcome(session.dispose());
        await clock.advance(60_000);
        if (gone.now !== 'resolved') throw new Error('dispose hangs');
      },
    ),
    times(400),
  );
});

test('subscribe() that throws, or answers no function: the session works all the same', async () => {
  for (const fault of ['throws', 'nothing'] as const) {
    const { cloud } = app();
    const subscribe = (): never => {
      if (fault === 'throws') throw new Error('no listeners here');
      return undefined as never;
    };
    const session = createSession(
      { ...cloud.ports, im: { ...cloud.im, subscribe }, meeting: { ...cloud.meeting, subscribe } },
      { appKey: 'app' },
    );
    expect((await session.signIn({ im: alice, meeting: ann })).state).toBe('meetingLoggedIn');
    await session.dispose();
  }
});
