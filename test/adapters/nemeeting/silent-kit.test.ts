// A kit whose IM has died never answers what is asked of it: every call that ends something ends all the same, and the kit
// is set up anew for the next login.
import { type MeetingPort, Secret } from '@partyline/core';
import { expect, test } from 'vitest';
import { type StandInWorld, standInWorld } from './world.ts';

const calm = () => new AbortController().signal;
const never = () => new Promise<never>(() => {});
const room = { meetingNum: '100', displayName: 'Me' };

const login = ({ port, members: { ann } }: StandInWorld, signal = calm()) =>
  port.login({ userUuid: ann.userUuid, token: new Secret(ann.token) }, 'owned', signal);
async function loggedIn(world: StandInWorld): Promise<void> {
  await world.port.initialize({ appKey: world.appKey, reuse: 'off' }, calm());
  await login(world);
}
/** The kit's calls that are not answered, until it is set up anew. */
function silence({ kit }: StandInWorld): void {
  const account = kit.getAccountService();
  const meeting = kit.getMeetingService();
  if (!account || !meeting) throw new Error('the kit is not initialised');
  account.logout = never;
  meeting.leaveCurrentMeeting = never;
}

test.concurrent.each<[string, (port: MeetingPort) => Promise<void>]>([
  ['logout()', (port) => port.logout()],
  ['logout() twice at once', async (port) => void (await Promise.all([port.logout(), port.logout()]))],
  ['leave()', (port) => port.leave()],
  ['close()', (port) => port.close()],
])('%s of a member in a room ends, and the member can log in again', async (_, end) => {
  const world = standInWorld();
  await loggedIn(world);
  await world.port.join(room, calm());
  silence(world);
  await end(world.port);
  await world.port.logout();
  await world.cloud.meeting.close();
  await loggedIn(world);
  expect(world.port.status()).toMatchObject({ phase: 'loggedIn', userUuid: world.members.ann.userUuid });
});

test.concurrent('close() ends where the kit does not even answer its own end', async () => {
  const world = standInWorld();
  await loggedIn(world);
  silence(world);
  world.kit.unInitialize = never;
  await world.port.close();
  expect(world.port.status()).toEqual({ phase: 'uninitialized' });
});

test.concurrent('a login that is never answered ends with its signal, and close() is not kept by it', async () => {
  const world = standInWorld();
  await world.port.initialize({ appKey: world.appKey, reuse: 'off' }, calm());
  const account = world.kit.getAccountService();
  if (account) account.loginByToken = never;
  const abort = new AbortController();
  const first = login(world, abort.signal);
  abort.abort();
  await expect(first).rejects.toMatchObject({ kind: 'aborted' });
  // The next one waits for that one to land, and is not bound to wait.
  const second = new AbortController();
  const waiting = login(world, second.signal);
  second.abort();
  await expect(waiting).rejects.toMatchObject({ kind: 'aborted' });
  const third = login(world);
  const superseded = expect(third).rejects.toMatchObject({ kind: 'superseded' });
  await world.port.close();
  await superseded;
  expect(world.port.status()).toEqual({ phase: 'uninitialized' });
});

test.concurrent('an initialize() that is never answered ends with its signal, and close() is not kept by it', async () => {
  const world = standInWorld();
  world.kit.initialize = never;
  const abort = new AbortController();
  const first = world.port.initialize({ appKey: world.appKey, reuse: 'off' }, abort.signal);
  abort.abort();
  await expect(first).rejects.toMatchObject({ kind: 'aborted' });
  const second = world.port.initialize({ appKey: world.appKey, reuse: 'off' }, calm());
  const superseded = expect(second).rejects.toMatchObject({ kind: 'superseded' });
  await world.port.close();
  await superseded;
});
