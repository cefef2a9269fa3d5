// What goes wrong on the way: what is repeated, what is not, and what comes of an answer that was lost.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createYunxinApi } from '@partyline/adapters/yunxin-api';
import { REAL_RATE_LIMIT } from '@partyline/emulator';
import { expect, test } from 'vitest';
import { inWorld, refusal } from './world.ts';

const request = { accid: 'alice', token: 'alice-token' };
const create = 'POST /im/v2/accounts';
const addUser = 'POST /e/meeting/api/v2/add-user';

test('the same request twice answers the same account, also at once and in another spelling', () =>
  inWorld(async ({ api, calls }) => {
    const answers = await Promise.all([
      api.createImAccount({ accid: 'Alice' }),
      api.createImAccount({ accid: 'alice' }),
      api.createImAccount({ accid: 'ALICE' }),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(calls.filter((call) => call.startsWith(create))).toEqual([`${create} 200`]);
    const { token = '' } = answers[0] ?? {};
    const bind = () => api.createMeetingAccount({ userUuid: 'alice', accid: 'alice', imToken: token });
    expect(await Promise.all([bind(), bind()])).toEqual([await bind(), await bind()]);
  }));

test('another process is answered the same meeting account, and the same IM account once it is bound', () =>
  inWorld(async ({ api, another }) => {
    const account = await api.createImAccount(request);
    const bound = { userUuid: 'alice', accid: 'alice', imToken: account.token };
    const meeting = await api.createMeetingAccount(bound);
    expect(await another().createMeetingAccount(bound)).toEqual(meeting);
    expect(await another().createImAccount(request)).toEqual(account);
  }));

test.each(['neroom', '2020'] as const)(
  'another process is answered the same meeting account of generation %s',
  (generation) =>
    inWorld(
      async ({ api, another, emulator }) => {
        emulator.addImAccount({ appKey: 'partyline', ...request });
        const bound = { userUuid: 'alice', accid: 'alice', imToken: request.token };
        const first = await api.createMeetingAccount(bound);
        expect(await another().createMeetingAccount(bound)).toEqual(first);
        const other = another().createMeetingAccount({ ...bound, imToken: 'guess' });
        expect((await refusal(other, 'badCredentials')).vendor?.code).toBe(704);
      },
      { options: { generation } },
    ),
);

test('where nobody knows the token of an account that exists, it is said and nothing is changed', () =>
  inWorld(async ({ api, another, emulator }) => {
    await api.createImAccount(request);
    const before = emulator.exportState();
    const error = await refusal(another().createImAccount(request), 'vendor');
    expect(error.vendor).toEqual({ name: 'yunxin', surface: 'im', code: 414 });
    expect(error.message).toContain('does not tell its token');
    expect(emulator.exportState()).toEqual(before);
  }));

test.each(['{"twice":true}', '{"close":true}', '{"code":500}', '{"code":102449}'])(
  'creation survives %s once',
  (effect) =>
    inWorld(async ({ api, emulator }) => {
      emulator.addFault({ on: { service: 'server', command: create }, effect: JSON.parse(effect), times: 1 });
      // A request that a proxy doubled is answered "exists already", and nobody can tell by whom.
      const call = api.createImAccount(request);
      if (effect.includes('twice')) expect((await refusal(call, 'vendor')).vendor?.code).toBe(414);
      else expect(await call).toEqual(request);
      expect(emulator.exportState().imAccounts).toMatchObject([request]);
    }),
);

/** Lets a request through and loses the answer, so many times. */
async function losing(server: string, method: string, path: string, times: number) {
  let left = times;
  const proxy = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part);
    const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
      ['host', 'connection', 'content-length'].includes(name) ? [] : [[name, String(value)] as [string, string]],
    );
    const body = parts.length > 0 ? { body: Buffer.concat(parts) } : {};
    const answer = await fetch(server + incoming.url, { method: incoming.method ?? 'GET', headers, ...body });
    const text = await answer.text();
    if (incoming.method === method && incoming.url === path && left-- > 0) outgoing.destroy();
    else outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return { url, close: () => proxy.closeAllConnections() ?? proxy.close() };
}

test('an IM account whose answer was lost is answered by the next attempt, with the token that it has', () =>
  inWorld(async ({ another, emulator, calls }) => {
    const proxy = await losing(emulator.url, 'POST', '/im/v2/accounts', 1);
    const account = await another({ server: proxy.url }).createImAccount({ accid: 'alice' });
    expect(emulator.exportState().imAccounts).toMatchObject([account]);
    expect(calls.filter((call) => call.startsWith(create))).toEqual([`${create} 200`, `${create} 414`]);
    proxy.close();
  }));

test('if every answer was lost, the next call finds the account', () =>
  inWorld(async ({ another, emulator }) => {
    const proxy = await losing(emulator.url, 'POST', '/im/v2/accounts', 1);
    const api = another({ server: proxy.url, retries: 0 });
    await refusal(api.createImAccount({ accid: 'alice' }), 'network');
    expect(emulator.exportState().imAccounts).toMatchObject([await api.createImAccount({ accid: 'alice' })]);
    proxy.close();
  }));

test('a meeting account whose answer was lost is answered by the next attempt', () =>
  inWorld(async ({ another, emulator, calls }) => {
    emulator.addImAccount({ appKey: 'partyline', ...request });
    const proxy = await losing(emulator.url, 'POST', '/e/meeting/api/v2/add-user', 1);
    const bound = { userUuid: 'alice', accid: 'alice', imToken: request.token };
    const { userToken } = await another({ server: proxy.url }).createMeetingAccount(bound);
    expect(emulator.exportState().meetingAccounts).toMatchObject([{ userUuid: 'alice', userToken }]);
    expect(calls.filter((call) => call.startsWith(addUser))).toEqual([`${addUser} 0`, `${addUser} 409`]);
    proxy.close();
  }));

test('a kick whose answer was lost is not repeated, one that never arrived is', () =>
  inWorld(async ({ another, emulator, calls }) => {
    const kick = 'POST /im/v2/accounts/alice/actions/kick';
    emulator.addImAccount({ appKey: 'partyline', ...request });
    const proxy = await losing(emulator.url, 'POST', '/im/v2/accounts/alice/actions/kick', 1);
    await refusal(another({ server: proxy.url }).kick('alice'), 'network');
    expect(calls).toEqual([`${kick} 200`]);
    proxy.close();
    emulator.addFault({ on: { service: 'server' }, effect: { code: 416 }, times: 1 });
    await another({ blockMs: 0 }).kick('alice');
    expect(calls).toEqual([`${kick} 200`, `${kick} 416`, `${kick} 200`]);
  }));

test('more calls than the limit all succeed, and a refusal makes everybody wait', () =>
  inWorld(
    async ({ api, emulator, calls }) => {
      const accids = Array.from({ length: 60 }, (_, index) => `user${index}`);
      emulator.addFault({ on: { service: 'server' }, effect: { code: 416 }, times: 1 });
      await Promise.all(accids.map((accid) => api.createImAccount({ accid })));
      expect(emulator.exportState().imAccounts).toHaveLength(accids.length);
      expect(calls.some((call) => call.endsWith(' 416'))).toBe(true);
    },
    // Calls that are paced here may still crowd on their way; the server then refuses some, and they are repeated.
    { emulated: { rateLimit: { ...REAL_RATE_LIMIT, blockMs: 100 } }, options: { blockMs: 200 } },
  ));

test('a server that is not the vendor’s is named as such', async () => {
  const server = createServer((_, response) => response.writeHead(200).end('<h1>Welcome</h1>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = createYunxinApi({ appKey: 'a', appSecret: 'hush', server: `http://${host}` });
  const error = await refusal(api.kick('alice'), 'network');
  expect(error.message).toContain(`${host} answered HTTP 200, and not as the vendor's API does`);
  server.close();
});

test('a redirect is not followed: the signature was made for one server', async () => {
  const seen: string[] = [];
  const server = createServer((incoming, response) => {
    seen.push(incoming.url ?? '');
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const error = await refusal(
    createYunxinApi({ appKey: 'a', appSecret: 'hush', server: url }).kick('alice'),
    'network',
  );
  expect(error.message).toContain('HTTP 302');
  expect(seen).not.toContain('/elsewhere');
  server.close();
});

test('a server that does not answer is a timeout that says what to do', () =>
  inWorld(
    async ({ api, emulator }) => {
      emulator.addFault({ on: { service: 'server' }, effect: { never: true } });
      const error = await refusal(api.findImAccount('alice'), 'timeout');
      expect(error).toMatchObject({ retryable: true });
      expect(error.message).toMatch(/did not answer within 50 ms.*To fix it/);
    },
    { options: { timeout: 50, retries: 0 } },
  ));

test('a server that is not there is named, with what to do', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const api = createYunxinApi({ appKey: 'a', appSecret: 'hush', server: `http://127.0.0.1:${port}`, retries: 0 });
  const error = await refusal(api.createImAccount({ accid: 'alice' }), 'network');
  expect(error).toMatchObject({ retryable: true });
  expect(error.message).toMatch(new RegExp(`127.0.0.1:${port} could not be reached.*ECONNREFUSED.*To fix it`));
});

test('an abort ends every wait at once, the reason is the cause, and nothing more is sent', () =>
  inWorld(async ({ api, emulator, calls }) => {
    const reason = new Error('changed my mind');
    await refusal(api.kick('alice', AbortSignal.abort(reason)), 'aborted');
    expect(calls).toEqual([]);
    emulator.addFault({ on: { service: 'server' }, effect: { never: true } });
    const caller = new AbortController();
    const struck = new Promise<void>((resolve) => emulator.onEvent(({ type }) => type === 'fault' && resolve()));
    const call = api.createImAccount({ accid: 'alice' }, caller.signal);
    const queued = api.createImAccount({ accid: 'alice' }, caller.signal);
    const ended = [refusal(call, 'aborted'), refusal(queued)];
    await struck;
    caller.abort(reason);
    expect((await ended[0])?.cause).toBe(reason);
    await ended[1];
    emulator.clearFaults();
    // The next in line is not held up by whoever gave up before.
    expect((await api.createImAccount(request)).accid).toBe('alice');
  }));
