import { createHash } from 'node:crypto';
import { dynamicToken, type Emulator, ManualClock, startEmulator } from '@partyline/emulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kitCall, SignedClient } from './signed-client.ts';

const clock = new ManualClock();
let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ clock });
  emulator.addImAccount({ appKey: 'partyline', accid: 'alice', token: 'it' });
  emulator.addMeetingAccount({ appKey: 'partyline', userUuid: 'alice', userToken: 'mt', accid: 'alice' });
});
afterEach(() => emulator.close());

const alice = { user: 'alice', token: 'mt' };

describe.each(['/scene', '/e'])('below %s', (prefix) => {
  const login = `POST ${prefix}/apps/partyline/v1/login`;

  test('the environment points the kit at the link on the same port', async () => {
    const { body } = await kitCall(emulator, `GET ${prefix}/apps/partyline/v1/skuEnv`);
    expect(body.data).toMatchObject({
      im: { weblbsUrl: `${emulator.url}/lbs/webconf.jsp`, link_web: `127.0.0.1:${emulator.port}`, websdkSsl: false },
    });
  });

  test('configuration and account info are what the kit reads', async () => {
    const config = await kitCall(emulator, `GET ${prefix}/meeting/partyline/v1/config`);
    expect(config.body).toMatchObject({ code: 0, data: { appConfig: { MEETING_CLIENT_CONFIG: {} } } });
    const info = await kitCall(emulator, `GET ${prefix}/meeting/partyline/v1/account/info`, alice);
    expect(info.body).toMatchObject({ code: 0, data: { userUuid: 'alice', settings: {} } });
  });

  // The web core sends the word `undefined` as the auth type of a static token.
  test.each([{}, { authType: 'undefined' }, { authType: '0' }])('login by token with %j', async (extra) => {
    const { body } = await kitCall(emulator, login, { ...alice, ...extra });
    expect(body).toMatchObject({
      code: 0,
      data: { userUuid: 'alice', userToken: 'mt', imKey: 'partyline', imToken: 'it', rtcKey: expect.any(String) },
    });
  });

  test('login by dynamic token', async () => {
    const make = (appSecret: string, ttl: number): string =>
      dynamicToken({ appKey: 'partyline', appSecret, accid: 'alice', curTime: clock.now(), ttl });
    const ask = (token: string) => kitCall(emulator, login, { user: 'alice', token, authType: '1' });
    const good = make('partyline-secret', 600);
    expect(await ask(good)).toMatchObject({ code: 0, body: { data: { imToken: 'it' } } });
    expect(await ask(make('guess', 600))).toMatchObject({ code: 1027 });
    expect(await ask('mt')).toMatchObject({ code: 1027 });
    clock.advance(600_001);
    expect(await ask(good)).toMatchObject({ code: 1026 });
  });

  test('a token check', async () => {
    const check = `POST ${prefix}/apps/partyline/v1/checkToken`;
    expect(await kitCall(emulator, check, alice)).toMatchObject({ code: 0 });
    emulator.changeToken({ appKey: 'partyline', userUuid: 'alice', userToken: 'mt2' });
    expect(await kitCall(emulator, check, alice)).toMatchObject({ code: 402 });
  });

  test('anonymous login makes a temporary account the kit can log in with', async () => {
    const guest = await kitCall(emulator, `POST ${prefix}/apps/partyline/v1/anonymous/login`);
    const { userUuid = '', userToken = '', imToken } = guest.body.data as Record<string, string>;
    expect(await kitCall(emulator, login, { user: userUuid, token: userToken })).toMatchObject({ code: 0 });
    expect(emulator.exportState().imAccounts).toContainEqual(
      expect.objectContaining({ accid: userUuid, token: imToken }),
    );
    const other = await kitCall(emulator, `POST ${prefix}/apps/partyline/v1/anonymous/login`);
    expect((other.body.data as Record<string, string>).userUuid).not.toBe(userUuid);
  });
});

const login = 'POST /scene/apps/partyline/v1/login';

test('login by password, hashed as the kit hashes it', async () => {
  const client = new SignedClient(emulator, clock);
  const made = await client.call('POST /scene/meeting/api/v2/add-user', {
    json: { userUuid: 'pat', returnGeneratedPassword: true },
  });
  const { password, userToken } = made.body.data as Record<string, string>;
  const hash = (text: string): string => createHash('md5').update(`${text}@yiyong.im`).digest('hex');
  const ask = (user: string, text = '') =>
    kitCall(emulator, `POST /scene/meeting/partyline/v1/login/${user}`, {}, { password: hash(text) });
  expect(await ask('pat', password)).toMatchObject({ code: 0, body: { data: { userUuid: 'pat', userToken } } });
  expect(await ask('pat', 'guess')).toMatchObject({ code: 402 });
  expect(await ask('alice', '')).toMatchObject({ code: 402 });
  expect(await ask('nobody', '')).toMatchObject({ code: 402 });
});

test('a login that cannot be: wrong token, unknown account and unknown app, a banned account, nobody at all', async () => {
  expect(await kitCall(emulator, login, { user: 'alice', token: 'guess' })).toMatchObject({ status: 200, code: 402 });
  expect(await kitCall(emulator, login, { user: 'nobody', token: 'mt' })).toMatchObject({ code: 402 });
  expect(await kitCall(emulator, login.replace('partyline', 'nobody'), alice)).toMatchObject({ code: 401 });
  expect(await kitCall(emulator, login)).toMatchObject({ code: 401 });
  await new SignedClient(emulator, clock).call('POST /e/meeting/api/v2/ban-user', { json: { userUuid: 'alice' } });
  expect(await kitCall(emulator, login, alice)).toMatchObject({ code: 403 });
});

test('the kit is told the IM account it is bound to, whatever its own account is called', async () => {
  emulator.addImAccount({ appKey: 'partyline', accid: 'im-of-bob', token: 'bt' });
  emulator.addMeetingAccount({ appKey: 'partyline', userUuid: 'bob', userToken: 'bmt', accid: 'im-of-bob' });
  const { body } = await kitCall(emulator, login, { user: 'bob', token: 'bmt' });
  expect(body.data).toMatchObject({ userUuid: 'im-of-bob', imToken: 'bt' });
});

test('a page of any origin may ask, with the headers the kit sends', async () => {
  const asked = 'accept-language,appkey,authtype,clienttype,deviceid,roomkitver,token,user,versioncode';
  const preflight = await fetch(`${emulator.url}/scene/apps/partyline/v1/login`, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://app.test',
      'access-control-request-method': 'POST',
      'access-control-request-headers': asked,
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('http://app.test');
  expect(preflight.headers.get('access-control-allow-headers')).toBe(asked);
  expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
  const refused = await fetch(`${emulator.url}/scene/apps/partyline/v1/login`, {
    method: 'POST',
    headers: { origin: 'http://app.test' },
  });
  expect(refused.headers.get('access-control-allow-origin')).toBe('http://app.test');
});

test('media and everything else the emulator does not have is answered, not left hanging', async () => {
  const media = await kitCall(emulator, 'GET /scene/apps/partyline/v2/rtc-tokens', alice);
  expect(media).toMatchObject({ status: 200, code: 600730, body: { msg: expect.stringContaining('no media') } });
  const unknown = await kitCall(emulator, 'GET /scene/meeting/partyline/v1/meeting/history/list', alice);
  expect(unknown).toMatchObject({ status: 404, code: 404, body: { msg: expect.stringContaining('no such call') } });
});
