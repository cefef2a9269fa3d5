import { type Emulator, type EmulatorEvent, startEmulator } from '@partyline/emulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Answer, kitCall } from './signed-client.ts';

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator();
  for (const name of ['alice', 'bob', 'carol']) {
    emulator.addImAccount({ appKey: 'partyline', accid: name, token: `${name}-im` });
    emulator.addMeetingAccount({ appKey: 'partyline', userUuid: name, userToken: `${name}-mt`, accid: name });
  }
});
afterEach(() => emulator.close());

const as = (name: string, call: string, json?: unknown): Promise<Answer> => {
  const [method, path] = call.split(' ');
  return kitCall(emulator, `${method} /scene/apps/partyline/${path}`, { user: name, token: `${name}-mt` }, json);
};
const create = (name: string, json: object = {}): Promise<Answer> => as(name, 'PUT v2/rooms/r', json);
const enter = (name: string, role = 'member', json: object = {}): Promise<Answer> =>
  as(name, 'POST v2/rooms/r/entry', { role, ...json });
const members = async (name: string): Promise<string[]> => {
  const { list } = (await as(name, 'GET v1/rooms/r/members')).body.data as { list: { userUuid: string }[] };
  return list.map(({ userUuid }) => userUuid);
};

test('a room is created, entered, looked at, left and ended', async () => {
  expect(await create('alice', { roomName: 'Standup' })).toMatchObject({ code: 0 });
  expect(await create('bob')).toMatchObject({ code: 409 });
  const entry = await enter('alice', 'host', { userName: 'Alice' });
  expect(entry.body.data).toMatchObject({
    room: { roomUuid: 'r', roomName: 'Standup' },
    member: { userUuid: 'alice', userName: 'Alice', role: 'host' },
    members: [{ userUuid: 'alice' }],
    sequence: 1,
  });
  await enter('bob');
  expect(await members('alice')).toEqual(['alice', 'bob']);
  expect(await as('bob', 'DELETE v2/rooms/r')).toMatchObject({ code: 403 });
  expect(await as('bob', 'DELETE v1/rooms/r/members/bob?ban=false')).toMatchObject({ code: 0 });
  expect(await members('alice')).toEqual(['alice']);
  expect(await as('bob', 'DELETE v2/rooms/r')).toMatchObject({ code: 1021 });
  expect(await as('alice', 'DELETE v2/rooms/r')).toMatchObject({ code: 0 });
  expect(await as('alice', 'GET v1/rooms/r/snapshot')).toMatchObject({ code: 1004 });
  expect(await enter('alice')).toMatchObject({ code: 404 });
});

test('what happened in a room is told in order to those who were away', async () => {
  await create('alice');
  await enter('alice', 'host');
  await enter('bob');
  await as('bob', 'PUT v1/rooms/r/members/bob', { userName: 'Bobby' });
  await as('alice', 'PUT v1/rooms/r/properties/lock', { value: 1 });
  await as('alice', 'DELETE v1/rooms/r/properties/lock');
  const missed = (await as('alice', 'GET v1/rooms/r/sequence?nextId=2&trigger=1')).body.data as {
    list: { cmd: number; sequence: number; data: object }[];
  };
  expect(missed.list.map(({ cmd, sequence }) => [cmd, sequence])).toEqual([
    [30, 2],
    [71, 3],
    [10, 4],
    [11, 5],
  ]);
  const fromTheStart = await as('alice', 'GET v1/rooms/r/sequence?nextId=1');
  expect((fromTheStart.body.data as { list: unknown[] }).list).toHaveLength(5);
  expect((await as('alice', 'GET v1/rooms/r/sequence?nextId=0')).body.data).toHaveProperty('snapshot');
  const all = await as('alice', 'GET v1/rooms/r/sequence');
  expect(all.body.data).toMatchObject({
    snapshot: { members: [{ userName: 'alice' }, { userName: 'Bobby' }] },
    sequence: 5,
  });
});

test('only the host sends people out; who is sent out with a ban stays out', async () => {
  await create('alice');
  await enter('alice', 'host');
  await enter('bob');
  await enter('carol');
  expect(await as('bob', 'DELETE v1/rooms/r/members/carol')).toMatchObject({ code: 403 });
  expect(await as('alice', 'DELETE v1/rooms/r/members/carol')).toMatchObject({ code: 0 });
  expect(await enter('carol')).toMatchObject({ code: 0 });
  expect(await as('alice', 'DELETE v1/rooms/r/members/bob?ban=true')).toMatchObject({ code: 0 });
  expect(await enter('bob')).toMatchObject({ code: 403 });
  expect(await members('alice')).toEqual(['alice', 'carol']);
});

test('a password and a taken host’s chair keep people out, an unknown role is refused', async () => {
  await create('alice', { password: '1234' });
  expect(await enter('alice', 'host')).toMatchObject({ code: 1020 });
  expect(await enter('alice', 'host', { password: '1234' })).toMatchObject({ code: 0 });
  expect(await enter('bob', 'host', { password: '1234' })).toMatchObject({ code: 403 });
  expect(await enter('bob', 'emperor', { password: '1234' })).toMatchObject({ code: 400 });
  expect(await enter('bob', 'constructor', { password: '1234' })).toMatchObject({ code: 400 });
});

test('names from JavaScript’s own cellar are only names', async () => {
  await create('alice');
  await enter('alice', 'host');
  await as('alice', 'PUT v1/rooms/r/properties/__proto__', { value: 'x' });
  expect(await as('alice', 'GET v1/rooms/r/snapshot')).toMatchObject({ code: 0 });
  expect(({} as Record<string, unknown>).value).toBeUndefined();
});

test('rooms belong to their app and go when the state is replaced', async () => {
  await create('alice');
  emulator.importState(emulator.exportState());
  expect(await create('alice')).toMatchObject({ code: 0 });
});

test('without the right token nothing of a room is seen', async () => {
  await create('alice');
  await enter('alice', 'host');
  const path = '/scene/apps/partyline/v1/rooms/r/snapshot';
  expect(await kitCall(emulator, `GET ${path}`, { user: 'alice', token: 'guess' })).toMatchObject({ code: 402 });
  expect(await kitCall(emulator, `GET ${path}`, { user: 'bob', token: 'bob-mt' })).toMatchObject({ code: 1021 });
});

test('the event stream shows every call with its code', async () => {
  const seen: EmulatorEvent[] = [];
  emulator.onEvent((event) => seen.push(event));
  await create('alice');
  await create('alice');
  expect(seen).toMatchObject([
    { type: 'http', service: 'kit', account: 'alice', code: 0 },
    { type: 'http', service: 'kit', account: 'alice', code: 409 },
  ]);
});
