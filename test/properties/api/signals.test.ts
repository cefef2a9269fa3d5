// AbortSignal and timeout, on every command.
import { describe, expect, test } from 'vitest';
import { alice, ann, app, hop, outcome, room } from '../../regressions/app.ts';

const commands = [
  ['initialize', undefined, 'uninitialized'],
  ['loginIm', alice, 'imReady'],
  ['loginMeeting', ann, 'imLoggedIn'],
  ['signIn', { im: alice, meeting: ann }, 'uninitialized'],
  ['signIn', { im: alice, meeting: ann }, 'imReady'],
  ['joinMeeting', room, 'meetingLoggedIn'],
] as const;

async function ready(state: string) {
  const made = app();
  const { session } = made;
  if (state !== 'uninitialized') await session.initialize();
  if (state === 'imLoggedIn' || state === 'meetingLoggedIn') await session.loginIm(alice);
  if (state === 'meetingLoggedIn') await session.loginMeeting(ann);
  return made;
}

describe.each(commands)('%s(%o) in %s', (name, argument, state) => {
  const give = (session: object, options: object) => {
    const run = (session as Record<string, (...args: unknown[]) => Promise<unknown>>)[name];
    if (!run) throw new Error(`no ${name}`);
    return argument === undefined ? run(options) : run(argument, options);
  };

  test('a signal that has aborted already: rejects at once, no port is asked', async () => {
    const { cloud, session } = await ready(state);
    const calls = cloud.calls.all.length;
    const done = outcome(give(session, { signal: AbortSignal.abort('no') }));
    await undefined;
    await undefined;
    expect(done.now).toBe('aborted');
    expect(done.error).toMatchObject({ cause: 'no', command: name });
    expect(cloud.calls.all.length).toBe(calls);
  });

  test('abort at every moment: rejects at once with the reason, and afterwards the state is as it was', async () => {
    for (let moment = 0; moment < 45; moment += 5) {
      const { cloud, clock, session } = await ready(state);
      cloud.faults.always('all', hop);
      const before = session.snapshot.state;
      const stop = new AbortController();
      const done = outcome(give(session, { signal: stop.signal }));
      await clock.advance(moment);
      if (done.now !== 'pending') break;
      const reason = { reason: moment };
      stop.abort(reason);
      await undefined;
      await undefined;
      expect(done.now, `${moment} ms`).toBe('aborted');
      expect(done.error).toMatchObject({ cause: reason });
      await clock.advance(1_000);
      expect(session.snapshot.busy).toBe(null);
      const now = session.snapshot.state;
      // A signIn keeps the steps that succeeded.
      if (name !== 'signIn') expect(now, `${moment} ms`).toBe(before);
      const again = outcome(give(session, {}));
      await clock.advance(1_000);
      expect(again.now, `${moment} ms, again`).toBe('resolved');
    }
  });

  test('timeout: rejects timeout when it is due, not before', async () => {
    const { cloud, clock, session } = await ready(state);
    cloud.faults.always('all', { never: true });
    const done = outcome(give(session, { timeout: 1_000 }));
    await clock.advance(999);
    expect(done.now).toBe('pending');
    await clock.advance(1);
    expect(done.now).toBe('timeout');
  });

  test('one caller’s abort is his own; the work goes on for the other, and stops when both have gone', async () => {
    const { cloud, clock, session } = await ready(state);
    cloud.faults.always('all', hop);
    const stops = [new AbortController(), new AbortController()] as const;
    const one = outcome(give(session, { signal: stops[0].signal }));
    const two = outcome(give(session, { signal: stops[1].signal }));
    await clock.advance(5);
    stops[0].abort();
    await clock.settle();
    expect([one.now, two.now]).toEqual(['aborted', 'pending']);
    stops[1].abort();
    await clock.settle();
    expect(two.now).toBe('aborted');
    await clock.advance(1_000);
    expect(session.snapshot.busy).toBe(null);
  });
});

test('the reason’s secrets stay secret, and a late abort changes nothing', async () => {
  const { session } = app();
  const stop = new AbortController();
  await session.signIn({ im: alice, meeting: ann }, { signal: stop.signal });
  const { snapshot } = session;
  stop.abort();
  expect(session.snapshot).toBe(snapshot);
});

test.each(['logoutMeeting', 'logoutIm', 'signOut'] as const)(
  '%s: a signal ends the wait, never the teardown',
  async (name) => {
    const { cloud, clock, session } = await ready('meetingLoggedIn');
    cloud.faults.always('all', hop);
    const stop = new AbortController();
    const done = outcome(session[name]({ signal: stop.signal }));
    await clock.advance(5);
    stop.abort();
    await clock.settle();
    expect(done.now).toBe('aborted');
    await clock.advance(1_000);
    expect(session.snapshot).toMatchObject({ state: name === 'logoutMeeting' ? 'imLoggedIn' : 'imReady', busy: null });
    expect(cloud.meeting.status().phase).toBe('ready');
  },
);
