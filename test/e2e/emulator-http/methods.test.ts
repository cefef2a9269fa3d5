// The controls as methods are what JavaScript tests call: what makes no sense is refused by name, and changes nothing.
import { CloudError, type Emulator, startEmulator } from '@partyline/emulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const appKey = 'partyline';
const secret = 'hush-hush';
const alice = { appKey, accid: 'alice', token: secret };
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator();
  emulator.addImAccount(alice);
});
afterAll(() => emulator.close());

/** Calls a method as JavaScript would, which checks no types. */
function refused(name: string, ...given: unknown[]): unknown {
  const method: unknown = Reflect.get(emulator, name);
  if (typeof method !== 'function') throw new Error(`there is no ${name}`);
  try {
    Reflect.apply(method, emulator, given);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('is refused with the field that is wrong', () => {
  test.each([
    ['setApp', [{ appKey: 'two' }], 'appSecret: '],
    ['setApp', [{ appKey: 'two', appSecret: secret, policy: 'onePerPerson' }], 'policy: must be "onePerAccount"'],
    ['addImAccount', [{ appKey, accid: 'bob' }], 'token: '],
    ['addImAccount', [{ appKey, accid: 5, token: secret }], 'accid: '],
    ['addImAccount', [{ appKey, accid: 'bob', token: secret, enabld: false }], '"enabld"'],
    ['addMeetingAccount', [{ appKey, userUuid: 'alice', accid: 'alice' }], 'userToken: '],
    ['changeToken', [{ appKey, accid: 'alice', userToken: secret }], '{ appKey, accid, token }'],
    ['kick', [{ appKey, accid: 'alice', reason: 5 }], 'reason: '],
    ['kick', [{ appKey, accid: 'alice' }, 5], 'description: '],
    ['line', [{ appKey, accid: 'alice', action: 'cut' }], 'action: '],
    ['notify', [{ appKey, accid: 'alice', from: 'bob', body: {} }], 'body: '],
    ['addFault', [{ on: { service: 'link' }, effect: { nver: true } }], 'effect: must be one of'],
    ['importState', [{ apps: [{}], imAccounts: [], meetingAccounts: [] }], 'apps.0.appKey: '],
    ['importState', [{ apps: [], imAccounts: [alice] }], 'meetingAccounts: '],
    ['onEvent', [{ handle: () => {} }], 'listener: must be a function'],
    ['onPassthrough', [5, () => {}], 'path: '],
    ['onPassthrough', ['/x'], 'handler: must be a function'],
  ])('%s %j', (name, given, said) => {
    const before = emulator.exportState();
    const error = refused(name, ...given);
    expect(error).toBeInstanceOf(CloudError);
    expect(error).toMatchObject({ code: 'INVALID', message: expect.stringContaining(said) });
    expect(String(error)).toMatch(new RegExp(`^CloudError: ${name}: `));
    expect(String(error)).not.toContain(secret);
    expect(emulator.exportState()).toEqual(before);
  });

  test.each([
    'setApp',
    'addImAccount',
    'addMeetingAccount',
    'changeToken',
    'kick',
    'line',
    'notify',
    'addFault',
    'importState',
    'onEvent',
    'onPassthrough',
  ])('%s given nothing, or something else altogether', (name) => {
    for (const given of [undefined, null, 5, [], {}]) {
      expect(refused(name, given)).toMatchObject({ code: 'INVALID', message: expect.stringContaining(`${name}: `) });
    }
  });
});

test('a field that is left undefined is one that was not given', () => {
  expect(refused('setApp', { appKey: 'three', appSecret: secret, policy: undefined })).toBeUndefined();
  expect(
    refused('addImAccount', { ...alice, appKey: 'three', enabled: undefined, profile: undefined }),
  ).toBeUndefined();
  expect(refused('kick', { appKey, accid: 'alice', reason: undefined }, undefined)).toBeUndefined();
  const on = { service: 'lbs', command: undefined, account: undefined };
  expect(refused('addFault', { on, effect: { never: true }, times: undefined })).toBeUndefined();
  emulator.clearFaults();
});

test('what was exported is taken back as it is', () => {
  const state = emulator.exportState();
  expect(refused('importState', state)).toBeUndefined();
  expect(emulator.exportState()).toEqual(state);
});

test('over HTTP a change of a token says which fields it takes', async () => {
  const body = JSON.stringify({ appKey, accid: 'alice' });
  const answer = await fetch(`${emulator.url}/__emulator/tokens`, { method: 'POST', body });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    error: { code: 'INVALID', message: expect.stringMatching(/\{ appKey, accid, token \} or \{ appKey, userUuid/) },
  });
});
