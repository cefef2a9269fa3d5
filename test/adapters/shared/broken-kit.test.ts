// A kit that throws where it should answer, or never answers its set-up, because it is of another version or was taken away:
// what crosses the port is a SessionError, nobody is kept waiting, and the port is good for the next set-up.
import { isSessionError } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { calm, logIn, nemeeting, neroom, put, type Stand, setUp } from './kit-stand.ts';

const never = () => new Promise<never>(() => {});
const room = { meetingNum: '100', displayName: 'Me' };

/** Everything that a session asks of the port, in its order; what went wrong on the way. */
async function story(stand: Stand): Promise<unknown[]> {
  const { port } = stand;
  const wrong: unknown[] = [];
  const steps = [
    () => setUp(stand),
    () => logIn(stand),
    () => port.join(room, calm()),
    () => port.leave(),
    () => port.join(room, calm()),
    () => port.logout(),
    () => port.close(),
  ];
  for (const step of steps) await step().catch((error: unknown) => wrong.push(error));
  return wrong;
}

const boom = () => {
  throw new TypeError('this is not what it was');
};

describe.each([
  ['neroomPort', neroom, ['initialize', 'login', 'logout', 'joinRoom', 'leaveRoom', 'release']],
  [
    'nemeetingPort',
    nemeeting,
    ['initialize', 'unInitialize', 'loginByToken', 'logout', 'joinMeeting', 'leaveCurrentMeeting'],
  ],
] as const)('%s', (_, make, calls) => {
  test('on a kit that does what it should nothing goes wrong', async () => {
    expect(await story(make())).toEqual([]);
  });

  test.each(calls)('%s() throws at once', async (call) => {
    const stand = make();
    const early = ['initialize', 'unInitialize', 'release'].includes(call);
    if (!early) await setUp(stand);
    const takeBack = put(stand, call, boom);
    const wrong = await story(stand);
    expect(wrong.filter((error) => !isSessionError(error))).toEqual([]);
    expect(stand.port.status()).toEqual({ phase: 'uninitialized' });
    takeBack();
  });

  test.each(calls.filter((call) => /log|leave|unInit/i.test(call)))(
    '%s() threw, and the port is as good as new',
    async (call) => {
      const stand = make();
      await setUp(stand);
      await logIn(stand);
      await stand.port.join(room, calm());
      const takeBack = put(stand, call, boom);
      await stand.port.leave();
      await stand.port.logout();
      await stand.port.close();
      takeBack();
      if (call === 'unInitialize') Reflect.set(stand.kit, 'isInitialized', false);
      expect(await story(stand)).toEqual([]);
    },
  );

  test('initialize() that is never answered ends with its signal, and close() is not kept by it', async () => {
    const stand = make();
    const takeBack = put(stand, 'initialize', never);
    const abort = new AbortController();
    const first = setUp(stand, abort.signal);
    abort.abort();
    await expect(first).rejects.toMatchObject({ kind: 'aborted' });
    const second = setUp(stand);
    const superseded = expect(second).rejects.toMatchObject({ kind: 'superseded' });
    await stand.port.close();
    await superseded;
    takeBack();
  });
});
