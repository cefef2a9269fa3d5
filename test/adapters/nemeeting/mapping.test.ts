import { type NemeetingPortOptions, nemeetingPort } from '@partyline/adapters/nemeeting';
import { type ErrorKind, isSessionError, Secret, type SessionError } from '@partyline/core';
import { expect, test } from 'vitest';
import type { StandInKit } from './stand-in-kit.ts';
import { type StandInWorld, standInWorld } from './world.ts';

const calm = () => new AbortController().signal;
const room = { meetingNum: '100', displayName: 'Me' };

async function loggedIn(world: StandInWorld): Promise<void> {
  const { ann } = world.members;
  await world.im.initialize({ appKey: world.appKey }, calm());
  await world.im.login({ accid: ann.im.accid, token: new Secret(ann.im.token) }, calm());
  await world.port.initialize({ appKey: world.appKey, reuse: 'required' }, calm());
  await world.port.login({ userUuid: ann.userUuid, token: new Secret(ann.token) }, 'reused', calm());
}

async function refusal(call: Promise<unknown>): Promise<SessionError> {
  const error: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isSessionError(error)) throw new Error(`no SessionError: ${String(error)}`);
  return error;
}

test('a drop that heals reaches the kit as «will reconnect», a kick as «disconnect»; then it is set up anew', async () => {
  const world = standInWorld();
  await loggedIn(world);
  world.cloud.network.drop();
  world.cloud.network.heal();
  expect(world.kit.heard).toEqual(['onwillreconnect']);
  world.cloud.server.kick('alice');
  expect(world.kit.heard).toEqual(['onwillreconnect', 'ondisconnect kicked']);
  await world.settled();
  await loggedIn(world);
  expect(world.kit.calls.filter((call) => call !== 'loginByToken')).toEqual([
    'initialize',
    'reuseIM',
    'unInitialize',
    'initialize',
    'reuseIM',
  ]);
});

test('an anonymous join under reuse never reaches the kit', async () => {
  const world = standInWorld();
  await world.port.initialize({ appKey: world.appKey, reuse: 'required' }, calm());
  const error = await refusal(world.port.joinAnonymously(room, calm()));
  expect([error.kind, error.code, error.vendor?.code]).toEqual(['anonymousUnderReuse', 112001, 112001]);
  expect(world.kit.calls).not.toContain('anonymousJoinMeeting');
});

test('a member who leaves never ends the meeting for everybody', async () => {
  const world = standInWorld();
  await loggedIn(world);
  await world.port.join(room, calm());
  await world.port.leave();
  expect(world.kit.calls.filter((call) => call.startsWith('leave'))).toEqual(['leaveCurrentMeeting false']);
});

test.each<[string, number, ErrorKind]>([
  ['the token of the meeting login expired', 402, 'credentialsExpired'],
  ['the meeting is not in progress', 1004, 'meetingNotFound'],
  ['the meeting is locked', 1019, 'meetingLocked'],
  ['the password is wrong', 1020, 'badMeetingPassword'],
  ['the meeting was recycled', 3102, 'meetingNotFound'],
  ['the meeting does not exist', 3104, 'meetingNotFound'],
  ['the network is down', 100003, 'network'],
  ['the kit is in a meeting by itself', -6, 'alreadyInMeeting'],
  ['a number nobody knows', 4711, 'vendor'],
])('%s: a join that the kit answers with %i, thrown or resolved, is of kind %s', async (_, code, kind) => {
  for (const how of ['throws', 'resolves'] as const) {
    const world = standInWorld();
    await loggedIn(world);
    const service = world.kit.getMeetingService();
    if (!service) throw new Error('the kit is not initialised');
    service.joinMeeting = async () => {
      if (how === 'throws') throw { code, message: 'a secret word' };
      return { code, message: 'a secret word', data: undefined };
    };
    const error = await refusal(world.port.join(room, calm()));
    expect([error.kind, error.vendor?.code]).toEqual([kind, code]);
    expect(JSON.stringify(error) + error.message).not.toContain('a secret word');
    expect(world.port.status()).toMatchObject({ phase: 'loggedIn' });
  }
});

test('a join that is answered with nothing at all, as the old kit does, is no join', async () => {
  const world = standInWorld();
  await loggedIn(world);
  const service = world.kit.getMeetingService();
  if (service) service.joinMeeting = async () => undefined;
  expect((await refusal(world.port.join(room, calm()))).kind).toBe('vendor');
});

test.each<[string, unknown, ErrorKind, RegExp]>([
  ['nothing', undefined, 'invalidInput', /is the kit loaded/],
  ['the class', class NEMeetingKit {}, 'invalidInput', /getInstance\(\)/],
  ['the kit of 2022', { actions: {} }, 'unsupported', /version 4/],
])('%s in place of the kit is refused at once, with the fix', (_, kit, kind, fix) => {
  const make = () => nemeetingPort({ kit: kit as NemeetingPortOptions['kit'] });
  expect(make).toThrow(expect.objectContaining({ kind, message: expect.stringMatching(fix) }));
});

test.each<[string, (kit: StandInKit) => Partial<NemeetingPortOptions>, ErrorKind, RegExp]>([
  ['no IM instance', () => ({}), 'invalidInput', /needs `nim`/],
  ['the IM’s class', () => ({ nim: 5 as never }), 'invalidInput', /NIM\.getInstance\(\) answered/],
  [
    'an IM of another app',
    () => ({
      nim: { options: { appKey: 'other' }, getLoginStatus: () => 0, httpRequestProxy() {}, getChatroomAddress() {} },
    }),
    'appMismatch',
    /runs app other/,
  ],
  ['something else for an IM', () => ({ nim: {} as never }), 'unsupported', /neither an instance/],
  [
    'a kit that cannot reuse',
    (kit) => ({ kit: Object.assign(Object.create(kit), { reuseIM: undefined }) }),
    'unsupported',
    /use the web kit/,
  ],
  [
    'a kit in use',
    (kit) => ({ kit: Object.assign(Object.create(kit), { isInitialized: true }) }),
    'unsupported',
    /unInitialize\(\)/,
  ],
])('%s is refused under reuse, with the fix', async (_, options, kind, fix) => {
  const { kit, appKey } = standInWorld();
  const port = nemeetingPort({ kit, ...options(kit) });
  const error = await refusal(port.initialize({ appKey, reuse: 'required' }, calm()));
  expect(error.kind).toBe(kind);
  expect(error.message).toMatch(fix);
  expect(port.status()).toEqual({ phase: 'uninitialized' });
});
