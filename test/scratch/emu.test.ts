import { connect } from 'node:net';
import { ManualClock, signedHeaders, startEmulator } from '@partyline/emulator';
import { test } from 'vitest';
import { RawLink } from '../e2e/support/raw-link.ts';
import { loginPacket, packet, property, summary } from '../e2e/support/packets.ts';

process.on('unhandledRejection', (e) => console.log('UNHANDLED', e));
const log = (...a: unknown[]) => console.log(...a);
const raw = (port: number, text: string, end = false) => new Promise<string>((res) => {
  const s = connect(port, '127.0.0.1'); let out = '';
  s.on('data', (d) => { out += d; }); s.on('close', () => res(out)); s.on('error', () => {});
  s.write(text); if (end) s.end(); setTimeout(() => s.destroy(), 700);
});

test('h2c', async () => {
  const e = await startEmulator();
  log('H2C:', await raw(e.port, `GET /__emulator/state HTTP/1.1\r\nHost: 127.0.0.1:${e.port}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n`));
  log('truncated body:', await raw(e.port, `POST /im/v2/accounts HTTP/1.1\r\nHost: 127.0.0.1:${e.port}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":`, true));
  log('truncated ctl body:', await raw(e.port, `POST /__emulator/apps HTTP/1.1\r\nHost: 127.0.0.1:${e.port}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":`, true));
  log('no host 1.0:', await raw(e.port, `GET / HTTP/1.0\r\n\r\n`));
  log('bad host:', await raw(e.port, `GET /lbs/webconf.jsp HTTP/1.1\r\nHost: a b%%%\r\n\r\n`));
  log('garbage:', await raw(e.port, `\x16\x03\x01\x00\xa5hello\r\n\r\n`));
  log('absolute:', await raw(e.port, `GET http://127.0.0.1:${e.port}/__emulator/state HTTP/1.1\r\nHost: 127.0.0.1:${e.port}\r\n\r\n`));
  log('HEAD state:', await raw(e.port, `HEAD /__emulator/state HTTP/1.1\r\nHost: 127.0.0.1:${e.port}\r\n\r\n`));
  for (const [m, p, b] of [
    ['POST','tokens','{"appKey":"partyline","accid":"x"}'],
    ['POST','tokens','{}'],
    ['POST','kick','{"appKey":"partyline","accid":"x","reason":9}'],
    ['POST','line','{"appKey":"partyline","accid":"x","action":"cut"}'],
    ['POST','faults','{"on":{"service":"link"},"effect":{"delay":3}}'],
    ['POST','faults','{"on":{"service":"nope"},"effect":{"code":3}}'],
    ['POST','apps','[]'], ['POST','apps','null'], ['POST','apps',''],
    ['PUT','state','{}'], ['PUT','apps','{}'], ['DELETE','apps',''], ['POST','state','{}'],
    ['PUT','state','{"apps":[],"imAccounts":[{"appKey":"x","accid":"a","token":"b"}],"meetingAccounts":[]}'],
    ['POST','im-accounts','{"appKey":"nope","accid":"a","token":"t"}'],
  ] as const) {
    const r = await fetch(`${e.url}/__emulator/${p}`, { method: m, ...(b===''?{}:{body: b}) });
    log(m, p, b, '→', r.status, (await r.text()).slice(0, 300));
  }
  log('state', JSON.stringify(e.exportState()));
  await e.close();
});
test('hosts', async () => {
  for (const host of ['0.0.0.0', '::', '::1', 'localhost']) {
    try {
      const e = await startEmulator({ host });
      let s: unknown;
      try { const r = await fetch(`${e.url}/__emulator/state`); s = `${r.status} ${(await r.text()).slice(0, 150)}`; } catch (x) { s = String(x); }
      log(host, e.url, s);
      await e.close();
    } catch (x) { log(host, String(x)); }
  }
});
test('passthrough wrong answers', async () => {
  const e = await startEmulator();
  e.addImAccount({ appKey: 'partyline', accid: 'a', token: 'a-token' });
  e.onEvent((ev) => log(JSON.stringify(ev).slice(0, 200)));
  e.onPassthrough('/x', () => ({}) as never);
  e.onPassthrough('/y', () => ({ code: -1, body: '' }));
  e.onPassthrough('/z', () => { throw new Error('boom'); });
  for (const p of ['/z', '/x', '/y']) {
    const l = await RawLink.open(e.url);
    l.send(loginPacket('a')); log(summary(await l.next()));
    l.send(packet(22, 1, 2, property({ 2: p })));
    log(p, await Promise.race([l.next().then(summary), l.closed.then((c) => c), new Promise((r) => setTimeout(() => r('silence'), 500))]));
    l.socket.terminate();
  }
  e.addFault({ on: { service: 'link', command: 'heartbeat' }, effect: { code: -5 } });
  const l = await RawLink.open(e.url);
  l.send(packet(1, 2, 0));
  log('neg code', await Promise.race([l.next().then(summary), l.closed.then((c) => c)]));
  await e.close();
});
test('reset keeps', async () => {
  const e = await startEmulator({ rateLimit: { perSecond: 1, blockMs: 60_000 } });
  const app = { appKey: 'partyline', appSecret: 'partyline-secret' };
  const call = async (n: string) => (await (await fetch(`${e.url}/im/v2/accounts/zz`, { headers: signedHeaders(app, n, Date.now()) })).text());
  log(await call('1'), await call('2'), await call('3'));
  e.reset();
  log('after reset', await call('4'), await call('1'));
  await e.close();
});
test('big state', async () => {
  const e = await startEmulator();
  const imAccounts = Array.from({ length: 20000 }, (_, i) => ({ appKey: 'partyline', accid: `a${i}`, token: 't' }));
  const meetingAccounts = imAccounts.map(({ accid }) => ({ appKey: 'partyline', userUuid: accid, userToken: 't', accid }));
  const t = Date.now();
  e.importState({ apps: [{ appKey: 'partyline', appSecret: 's' }], imAccounts, meetingAccounts });
  log('import ms', Date.now() - t);
  const s = await (await fetch(`${e.url}/__emulator/state`)).text();
  const r = await fetch(`${e.url}/__emulator/state`, { method: 'PUT', body: s });
  log('PUT(GET)', s.length, r.status, (await r.text()).slice(0, 100));
  await e.close();
});
test('port used', async () => {
  const e = await startEmulator();
  let set = 0; let cleared = 0;
  const clock = { now: () => 0, setTimeout: () => ++set, clearTimeout: () => { cleared++; } };
  log(await startEmulator({ port: e.port, clock }).catch((x) => String(x)), set, cleared);
  await e.close();
});
test('in process', async () => {
  const e = await startEmulator();
  const x = e as any;
  for (const [n, f] of Object.entries({
    setApp: () => x.setApp(), setApp2: () => x.setApp({ appKey: 5 }), setApp3: () => x.setApp({appKey:'k', appSecret: undefined}), setApp4: () => x.setApp({appKey:'k2', appSecret: 's', policy: 'one'}),
    im: () => x.addImAccount({ appKey: 'partyline', accid: 'a' }), im2: () => x.addImAccount({ appKey: 'partyline', accid: 5, token: 't' }), im3: () => x.addImAccount(),
    meet: () => x.addMeetingAccount({ appKey: 'partyline', userUuid: 'a', accid: 'a' }),
    tok: () => x.changeToken({ appKey: 'partyline', accid: 'a', userToken: 't' }),
    kick: () => x.kick({ appKey: 'partyline', accid: 'a', reason: 'x' }), kick2: () => x.kick('a'),
    line: () => x.line({ appKey: 'partyline', accid: 'a', action: 'cut' }), notify: () => x.notify({ appKey: 'partyline', accid: 'a' }),
    imp: () => x.importState({}), imp2: () => x.importState({ apps: [{}], imAccounts: [], meetingAccounts: [] }),
    on: () => x.onEvent(5), pass: () => x.onPassthrough(5, 5), pass2: () => x.onPassthrough('/x'),
  })) { try { log(n, '→', f()); } catch (err) { log(n, 'threw', (err as Error).name, (err as Error).message); } }
  log(JSON.stringify(e.exportState()));
  await e.close();
});
