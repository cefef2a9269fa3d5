import { createMemoryCloud } from '@partyline/adapters/memory';
import { nemeetingPort } from '@partyline/adapters/nemeeting';
import { neroomPort } from '@partyline/adapters/neroom';
import { nimPort } from '@partyline/adapters/nim';
import { nimV9Port } from '@partyline/adapters/nim-v9';
import { Secret, isSessionError, createSession } from '@partyline/core';
import { test } from 'vitest';
import { standInWorld } from '../adapters/nemeeting/world.ts';
import { inStory, login, alice } from '../e2e/adapters/nim/nim-story.ts';

process.on('unhandledRejection', (e) => console.log('UNHANDLED', e));
const log = (...a: unknown[]) => console.log(...a);
const calm = () => new AbortController().signal;
const soon = <T>(p: Promise<T>, ms = 3500) => Promise.race([p.then((v) => ({ ok: v }), (e) => isSessionError(e) ? `SessionError ${e.kind}: ${e.message}` : `RAW ${String(e)}`), new Promise((r) => setTimeout(() => r('HUNG'), ms))]);

test('nim destroyed by host', async () => {
  await inStory(async ({ make, port, emulator }) => {
    const nim = make();
    const im = port({ nim });
    emulator.addFault({ on: { service: 'link', command: 'login' }, effect: { never: true } });
    const p = login(im, 'alice');
    await new Promise((r) => setTimeout(r, 300));
    await nim.destroy?.();
    log('status after destroy', (() => { try { return im.status(); } catch (e) { return String(e); } })());
    log('login', await soon(p));
    log('logout', await soon(im.logout()));
    log('close', await soon(im.close()));
    log('reinit', await soon(im.initialize({ appKey: 'partyline' }, calm())));
  });
});
test('nim login throws sync etc', async () => {
  await inStory(async ({ make, port }) => {
    for (const [name, value] of Object.entries({ throwSync: () => { throw new Error('tok-secret boom'); }, undef: () => undefined, never: () => new Promise(() => {}) })) {
      const nim = make();
      const im = port({ nim, loginOption: { timeout: 500 } });
      (nim.V2NIMLoginService as any).login = value;
      log(name, await soon(login(im, 'alice')), im.status());
    }
  });
});
test('nim undo throws', async () => {
  await inStory(async ({ make, port }) => {
    const nim = make();
    const im = port({ nim });
    (nim.V2NIMLoginService as any).login = () => new Promise(() => {});
    await im.initialize({ appKey: 'partyline' }, calm());
    const ac = new AbortController();
    const p = im.login({ accid: 'alice', token: new Secret('x') }, ac.signal);
    await new Promise((r) => setTimeout(r, 50));
    (nim.V2NIMLoginService as any).getLoginUser = () => { throw new Error('gone'); };
    ac.abort();
    log('undo throws', await soon(p));
  });
});
test('nim loginOption', async () => {
  await inStory(async ({ make, port, emulator }) => {
    for (const timeout of [Infinity, 1e12, NaN, -1, 'x', 0, null] as any[]) {
      const nim = make();
      const im = port({ nim, loginOption: { timeout } });
      log('timeout', timeout, await soon(login(im, 'alice')));
      await im.logout();
    }
  });
});
test('meeting: nim() throws, old nim', async () => {
  for (const nim of [() => { throw new Error('Instance not exist, please input options'); }, { httpRequestProxy() {}, options: { appKey: 'memory' } }, 5, 'x', () => 5, Promise.resolve({}), { V2NIMLoginService: {} , options: {apiVersion: 'v2'}, V2NIMPassthroughService: { httpProxy() {} } }] as any[]) {
    const w = standInWorld();
    try {
      const port = nemeetingPort({ kit: w.kit, nim, serverUrl: 'memory:' });
      log(String(nim), 'init', await soon(port.initialize({ appKey: w.appKey, reuse: 'required' }, calm())));
      log('  login', await soon(port.login({ userUuid: w.members.ann.userUuid, token: new Secret(w.members.ann.token) }, 'reused', calm())));
      log('  close', await soon(port.close()));
    } catch (e) { log(String(nim), 'ctor', String(e)); }
  }
});
test('meeting kit throwing sync', async () => {
  for (const which of ['loginByToken', 'logout', 'joinMeeting', 'leaveCurrentMeeting', 'unInitialize', 'initialize', 'reuseIM', 'addListener', 'anonymousJoinMeeting']) {
    const w = standInWorld();
    const boom = () => { throw new Error('sync'); };
    if (which in w.kit) (w.kit as any)[which] = boom;
    log(which, 'init', await soon(w.port.initialize({ appKey: w.appKey, reuse: which === 'reuseIM' ? 'required' : 'off' }, calm())));
    const a = w.kit.getAccountService() as any; const m = w.kit.getMeetingService() as any;
    if (a && which in a) a[which] = boom;
    if (m && which in m) m[which] = boom;
    if (which === 'anonymousJoinMeeting') log('  anon', await soon(w.port.joinAnonymously({ meetingNum: '100', displayName: 'x' }, calm())));
    log('  login', await soon(w.port.login({ userUuid: w.members.ann.userUuid, token: new Secret(w.members.ann.token) }, 'owned', calm())));
    log('  join', await soon(w.port.join({ meetingNum: '100', displayName: 'x' }, calm())));
    log('  leave', await soon(w.port.leave()));
    log('  logout', await soon(w.port.logout()), w.port.status());
    log('  close', await soon(w.port.close()), w.port.status());
  }
});
test('memory faults', async () => {
  const cloud = createMemoryCloud();
  const f = cloud.faults as any;
  for (const [n, go] of Object.entries({ typo: () => f.once('im.logn', { never: true }), all: () => f.once('all', { never: true }), field: () => f.once('im.login', { delya: 5 }), kind: () => f.always('im.login', { kind: 'nonsense' }), undef: () => f.once('im.login'), neg: () => f.once('im.login', { delay: -1 }), status: () => f.once('im.status', { never: true }), lie: () => f.lieAboutIm('x'), sub: () => f.once('im.subscribe', { never: true }) })) {
    try { go(); log(n, 'accepted'); } catch (e) { log(n, String(e)); }
  }
  f.clear();
  const s = cloud.server as any;
  for (const [n, go] of Object.entries({ kick: () => s.kick('nobody'), kick2: () => s.kick(), kickReason: () => { s.addImAccount({ accid: 'a', token: 't' }); s.kick('a', 'nonsense'); }, add: () => s.addImAccount(), room: () => s.addRoom({ meetingNum: 5 }), roomPw: () => s.addRoom({ meetingNum: '1', password: 5 }), set: () => s.setImAccountEnabled('a', 'no'), rem: () => s.removeFromRoom('1', undefined), heal: () => (cloud.network as any).drop({ healAfter: 'x' }), app: () => s.addApp(5), bound: () => s.boundAccid(5), host: () => (cloud.host as any).login(), host2: () => (cloud.host as any).login({ accid: 'a' }) })) {
    try { log(n, 'accepted', String(go())); } catch (e) { log(n, String(e)); }
  }
});
