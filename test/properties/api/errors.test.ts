// What every rejection is: its kind, code, command, whether a retry may help; and that ids are compared as the vendor does.
import { type ErrorKind, isSessionError, SessionError } from '@partyline/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alice, ann, app, ben, bob, hop, outcome, room } from '../../regressions/app.ts';
import { times } from '../seed.ts';

const codes: Partial<Record<ErrorKind, number>> = {
  imNotLoggedIn: 100004,
  accountMismatch: 100005,
  anonymousUnderReuse: 112001,
};
const kinds: readonly ErrorKind[] = [
  'disposed',
  'invalidInput',
  'notInitialized',
  'sessionFailed',
  'anonymousUnderReuse',
  'imNotManaged',
  'busy',
  'imNotLoggedIn',
  'imOccupied',
  'alreadyLoggedIn',
  'notLoggedIn',
  'notInMeeting',
  'alreadyInMeeting',
  'appMismatch',
  'accountMismatch',
  'aborted',
  'superseded',
  'timeout',
  'network',
  'badCredentials',
  'credentialsExpired',
  'accountDisabled',
  'kicked',
  'meetingLost',
  'rateLimited',
  'meetingNotFound',
  'meetingLocked',
  'badMeetingPassword',
  'unsupported',
  'adapter',
  'vendor',
];

test('only what is named so and has a kind is a SessionError', () => {
  const foreign = Object.assign(new Error('of another copy'), { name: 'SessionError', kind: 'network' });
  expect(isSessionError(foreign)).toBe(true);
  for (const other of [
    Object.assign(new Error(), { kind: 'network' }),
    Object.assign(new Error(), { name: 'SessionError' }),
    { name: 'SessionError', kind: 'network' },
    null,
    undefined,
    'SessionError',
  ]) {
    expect(isSessionError(other)).toBe(false);
  }
});

test.each(kinds)('a SessionError of kind %s has the vendor’s code where there is one, and no other', (kind) => {
  const error = new SessionError(kind);
  expect(error.code).toBe(codes[kind]);
  expect(error.message).toBe(error.code ? `${kind} (${error.code})` : kind);
  expect(error.retryable).toBe(['network', 'timeout', 'rateLimited', 'busy'].includes(kind));
  expect(isSessionError(error)).toBe(true);
  expect(error).toBeInstanceOf(Error);
  expect(error.message).not.toBe('');
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ kind });
});

test.each(kinds.filter((kind) => !['invalidInput'].includes(kind)))(
  'what a port says (%s) reaches the caller: kind, vendor’s code, cause, command',
  async (kind) => {
    const { cloud, clock, session } = app();
    await session.initialize();
    const cause = new Error('inner');
    const thrown = new SessionError(kind, {
      message: 'said so',
      cause,
      vendor: { name: 'v', surface: 'im', version: '1', code: 7 },
    });
    cloud.faults.once('im.login', { reject: thrown });
    const done = outcome(session.loginIm(alice));
    await clock.settle();
    expect(done.error).toMatchObject({
      kind,
      message: 'said so',
      command: 'loginIm',
      vendor: { name: 'v', surface: 'im', version: '1', code: 7 },
      cause: { message: 'inner' },
    });
    expect(session.snapshot).toMatchObject({ state: 'imReady', failure: null });
  },
);

test.each([
  ['an Error', new Error('raw'), 'raw'],
  ['a string', 'raw', undefined],
  ['nothing', undefined, undefined],
  ['an object that looks like one', { name: 'SessionError', kind: 'network' }, undefined],
])('%s that a port throws is wrapped as adapter, the thing itself is its cause', async (_, raw, message) => {
  const { cloud, clock, session } = app();
  await session.initialize();
  cloud.faults.once('im.login', { throws: raw });
  const done = outcome(session.loginIm(alice));
  await clock.settle();
  expect(done.error).toMatchObject({ kind: 'adapter', command: 'loginIm', ...(message && { message }) });
});

describe('ids', () => {
  const cased = (id: string) =>
    fc
      .array(fc.boolean(), { minLength: id.length, maxLength: id.length })
      .map((up) => [...id].map((letter, n) => (up[n] ? letter.toUpperCase() : letter)).join(''));

  test('are compared without regard to case, at every comparison there is; the snapshot spells them as status() does', async () => {
    await fc.assert(
      fc.asyncProperty(cased('alice'), cased('alice'), cased('ann'), cased('ann'), async (a, b, c, d) => {
        const { cloud, session } = app();
        await session.signIn({ im: { ...alice, accid: a }, meeting: { ...ann, userUuid: c } });
        const { snapshot } = session;
        expect(snapshot.im?.accid).toBe('alice');
        expect(await session.loginIm({ ...alice, accid: b })).toBe(snapshot);
        expect(await session.loginMeeting({ ...ann, userUuid: d })).toBe(snapshot);
        expect(await session.signIn({ im: { ...alice, accid: b }, meeting: { ...ann, userUuid: d } })).toBe(snapshot);
        expect(cloud.calls.of('im.login')).toHaveLength(1);
        expect(cloud.calls.of('meeting.login')).toHaveLength(1);
        await session.dispose();
      }),
      times(60),
    );
  });

  test('calls in flight are shared without regard to case, but only with the same token', async () => {
    const { cloud, clock, session } = app();
    await session.initialize();
    cloud.faults.always('im.login', hop);
    const provider = async () => alice.token;
    const first = outcome(session.loginIm({ accid: 'alice', token: provider }));
    const same = outcome(session.loginIm({ accid: 'ALICE', token: provider }));
    const another = outcome(session.loginIm({ accid: 'alice', token: async () => alice.token }));
    const text = outcome(session.loginIm(alice));
    await clock.advance(20);
    expect([first.now, same.now, another.now, text.now]).toEqual(['resolved', 'resolved', 'busy', 'busy']);
  });
});

describe('the vendor’s three codes', () => {
  test('100004: meeting before IM', async () => {
    const { session } = app();
    await session.initialize();
    expect(session.can('loginMeeting', ann)).toMatchObject({
      ok: false,
      error: { kind: 'imNotLoggedIn', code: 100004 },
    });
  });

  test.each([true, false])(
    '100005: another account’s meeting (directory: %s); only without a directory the kit is asked',
    async (directory) => {
      const { cloud, clock, session } = app({ directory });
      await session.initialize();
      await session.loginIm(alice);
      const refused: unknown[] = [];
      session.on('refused', ({ error }) => refused.push(error.code));
      const done = outcome(session.loginMeeting(ben));
      await clock.settle();
      expect(done.error).toMatchObject({ kind: 'accountMismatch', code: 100005, command: 'loginMeeting' });
      expect(cloud.calls.of('meeting.login')).toHaveLength(directory ? 0 : 1);
      expect(session.snapshot).toMatchObject({ state: 'imLoggedIn', im: { accid: 'alice' } });
      if (directory) expect(refused).toEqual([100005]);
    },
  );

  test.each(['required', 'auto', 'off'] as const)('112001: anonymous join under %s', async (reuse) => {
    const { session } = app({ reuse });
    await session.initialize();
    const expected = reuse === 'required' ? { ok: false, error: { code: 112001 } } : { ok: true };
    expect(session.can('joinAnonymously', room)).toMatchObject(expected);
    if (reuse !== 'auto') return;
    await session.loginIm(bob);
    expect(session.can('joinAnonymously', room)).toMatchObject({ ok: false, error: { code: 112001 } });
  });

  test.each(['off', 'auto'] as const)('the directory is not asked in mode owned (%s)', async (reuse) => {
    const { cloud, session } = app({ reuse });
    await session.initialize();
    await session.loginMeeting(ann);
    expect(session.snapshot).toMatchObject({ mode: 'owned', im: { owner: 'kit', accid: 'alice' } });
    expect(cloud.calls.of('directory.boundAccid')).toHaveLength(0);
  });
});

describe('the table’s order', () => {
  test('invalidInput comes before everything but disposed', async () => {
    const { session } = app();
    expect(session.can('loginIm', { accid: '', token: '' })).toMatchObject({ error: { kind: 'invalidInput' } });
    await session.dispose();
    expect(session.can('loginIm', { accid: '', token: '' })).toMatchObject({ error: { kind: 'disposed' } });
  });

  test('appMismatch: the host’s IM runs another app', async () => {
    const { cloud, session } = app();
    cloud.server.addApp('another').addImAccount({ ...alice, appKey: 'another' });
    cloud.host.initialize('another');
    for (const run of [() => session.initialize(), () => session.signIn({ im: alice, meeting: ann })]) {
      const done = outcome(run());
      await undefined;
      await undefined;
      expect(done.now).toBe('appMismatch');
    }
    expect(cloud.calls.methods.filter((method) => !method.endsWith('subscribe'))).toEqual([]);
  });
});
