import { dynamicToken, type Emulator, type EmulatorEvent, signedHeaders, startEmulator } from '@partyline/emulator';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prettyLine } from '../../../apps/emulator/src/command/log.ts';
import { accid, asText, secret } from './arbitraries.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const app = { appKey: 'redacted' };
let nonces = 0;

/** Every way a token or secret travels over HTTP. */
async function everything(
  id: string,
  secrets: { appSecret: string; im: string; im2: string; user: string; user2: string },
) {
  const { appSecret, im, im2, user, user2 } = secrets;
  const seen = new Set<string>(Object.values(secrets));
  const send = async (call: string, body: unknown, form = false): Promise<Record<string, unknown>> => {
    const [method = '', path = ''] = call.split(' ');
    nonces += 1;
    const headers = {
      ...signedHeaders({ ...app, appSecret }, `n${nonces}`, Date.now()),
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
    };
    seen.add(headers.CheckSum);
    const text = form ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body);
    const response = await fetch(emulator.url + path, { method, headers, body: text });
    return (await response.json()) as Record<string, unknown>;
  };
  const control = (name: string, body: unknown) =>
    fetch(`${emulator.url}/__emulator/${name}`, { method: 'POST', body: JSON.stringify(body) });
  const login = (token: string, authType: string) =>
    fetch(`${emulator.url}/scene/apps/${app.appKey}/v1/login`, {
      method: 'POST',
      headers: { user: id, token, authType },
    });

  await control('apps', { ...app, appSecret });
  await send('POST /nimserver/user/create.action', { accid: id, token: im }, true);
  await send('POST /nimserver/user/update.action', { accid: id, token: im2 }, true);
  const refreshed = await send('POST /nimserver/user/refreshToken.action', { accid: id }, true);
  const imToken = (refreshed.info as { token: string }).token;
  seen.add(imToken);
  const added = await send('POST /e/meeting/api/v2/add-user', { userUuid: id, imToken, returnGeneratedPassword: true });
  const { userToken, password } = added.data as { userToken: string; password: string };
  seen.add(userToken).add(password);
  await send('PUT /apps/redacted/v1/users/'.concat(id), { userToken: user, updateOnConflict: true });
  await send(`PATCH /neroom/v3/users/${id}`, { user_token: user });
  await send(`PATCH /im/v2/accounts/${id}`, { token: im });
  await control('tokens', { ...app, userUuid: id, userToken: user2 });
  await login(user2, 'undefined');
  await login(user, 'undefined');
  const made = dynamicToken({ ...app, appSecret, accid: id, curTime: Date.now(), ttl: 60 });
  seen.add(made);
  await login(made, '1');
  // A body that is broken, and one that is refused, still hold the token.
  await fetch(`${emulator.url}/im/v2/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"token":"${im}"`,
  });
  await send('POST /im/v2/accounts', { account_id: 'no spaces allowed', token: im2 });
  await control('im-accounts', { ...app, accid: id, token: im });
  return seen;
}

test('no token, secret, password or signature ever reaches the event stream or the log', async () => {
  await fc.assert(
    fc.asyncProperty(
      accid,
      fc.record({ appSecret: secret, im: secret, im2: secret, user: secret, user2: secret }),
      async (id, secrets) => {
        emulator.reset();
        const events: EmulatorEvent[] = [];
        const stop = emulator.onEvent((event) => events.push(event));
        const seen = await everything(id, secrets);
        stop();
        const texts = [asText(events), events.map(prettyLine).join('\n')];
        for (const text of texts) for (const token of seen) expect(text).not.toContain(token);
        // The stream is not silent: it saw the calls.
        expect(events.filter(({ type }) => type === 'http').length).toBeGreaterThan(10);
      },
    ),
    { numRuns: 25 },
  );
});
