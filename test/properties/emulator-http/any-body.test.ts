import { type Emulator, signedHeaders, startEmulator } from '@partyline/emulator';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  emulator.addImAccount({ appKey: 'partyline', accid: 'alice', token: 'it' });
  emulator.addMeetingAccount({ appKey: 'partyline', userUuid: 'alice', userToken: 'mt', accid: 'alice' });
});
afterAll(() => emulator.close());

const call = fc.constantFrom(
  'POST /nimserver/user/create.action',
  'POST /nimserver/user/getUinfos.action',
  'POST /im/v2/accounts',
  'PATCH /im/v2/accounts/alice/actions/disable',
  'POST /e/meeting/api/v2/add-user',
  'POST /neroom/v3/users',
  'PUT /apps/partyline/v1/users/alice',
  'POST /v1/account/create',
  'POST /scene/apps/partyline/v1/login',
  'POST /scene/meeting/partyline/v1/login/alice',
  'PUT /scene/apps/partyline/v2/rooms/r',
  'POST /scene/apps/partyline/v2/rooms/r/entry',
  'POST /scene/apps/partyline/v1/rooms/r/send',
  'POST /__emulator/im-accounts',
  'POST /__emulator/faults-of-nobody',
  'PUT /__emulator/state',
);
const media = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain');
const names = fc.constantFrom('accid', 'account_id', 'token', 'userUuid', 'imToken', 'role', 'apps', '__proto__', 'x');
const body = fc.oneof(
  fc.string(),
  fc.json(),
  fc.dictionary(names, fc.jsonValue(), { maxKeys: 5 }).map((fields) => JSON.stringify(fields)),
  fc.dictionary(names, fc.string(), { maxKeys: 5 }).map((fields) => new URLSearchParams(fields).toString()),
);
let nonces = 0;

test('any body to any call is answered in JSON with a defined code, and never with the emulator’s own mistake', async () => {
  await fc.assert(
    fc.asyncProperty(call, media, body, async (what, type, text) => {
      const [method = '', path = ''] = what.split(' ');
      nonces += 1;
      const signed = signedHeaders({ appKey: 'partyline', appSecret: 'partyline-secret' }, `n${nonces}`, Date.now());
      const headers = { ...signed, user: 'alice', token: 'mt', 'content-type': type };
      const response = await fetch(emulator.url + path, { method, headers, body: text });
      expect([200, 400, 404, 409]).toContain(response.status);
      const answer = (await response.json()) as { code?: number };
      expect(answer.code).not.toBe(500);
      expect(answer.code).not.toBe(501);
    }),
    { numRuns: 400 },
  );
});
