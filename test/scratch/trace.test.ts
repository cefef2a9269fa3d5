import { FakeRun, readTrace, replay, TraceError, writeTrace, compareRuns, type Setting } from '@partyline/adapters/trace';
import { startRelay } from '@partyline/adapters/inspector/node';
import fc from 'fast-check';
import { test } from 'vitest';
process.on('unhandledRejection', (e) => console.log('UNHANDLED', e));
const setting: Setting = { appKey: 'play', reuse: 'auto', directory: true, timeouts: { command: 5000, step: 1000 }, imAccounts: ['alice', 'bob'], meetingAccounts: [{ userUuid: 'ann', accid: 'alice' }], rooms: ['100'] };
test('tamper', async () => {
  const run = new FakeRun(setting);
  await run.perform({ do: 'signIn', im: { accid: 'alice' }, userUuid: 'ann' });
  await run.perform({ do: 'joinMeeting', meetingNum: '100', displayName: 'Ann' });
  await run.perform({ do: 'fault', method: 'im.logout', effect: 'never' });
  await run.perform({ do: 'kick', accid: 'alice', reason: 'server' });
  await run.perform({ do: 'dropLine' } as never); await run.perform({ do: 'recover' } as never); await run.perform({ do: 'healLine' } as never);
  await run.advanceTo(20000);
  const trace = JSON.parse(writeTrace(run.trace()));
  await run.close();
  const paths: (string | number)[][] = [];
  const walk = (v: any, p: (string | number)[]) => { paths.push(p); if (v && typeof v === 'object') for (const k of Object.keys(v)) walk(v[k], [...p, Array.isArray(v) ? Number(k) : k]); };
  walk(trace, []);
  const vals = [null, undefined, '', 'x', -1, 0, 1e300, 1e15, 3.5, true, [], {}, 'alice', 'never', { do: 'dispose' }, { do: 'abort', call: 99 }, { do: 'pace', ms: 86400000 }];
  let bad = 0; const t0 = Date.now(); let accepted = 0;
  const kinds = new Map<string, number>();
  for (let i = 0; i < 3000; i++) {
    const copy = structuredClone(trace);
    for (let n = 0; n < 1 + (i % 2); n++) {
      const p = paths[Math.floor(Math.random() * paths.length)]!; if (!p.length) continue;
      let o = copy; for (const k of p.slice(0, -1)) o = o?.[k]; if (!o || typeof o !== 'object') continue;
      const k = p[p.length - 1]!; const v = vals[Math.floor(Math.random() * vals.length)];
      if (v === undefined) { if (Array.isArray(o)) o.splice(Number(k), 1); else delete o[k]; } else o[k] = v;
    }
    const started = Date.now();
    try {
      const r = readTrace(JSON.stringify(copy)); accepted++;
      const again = await Promise.race([replay(r), new Promise<'hung'>((res) => setTimeout(() => res('hung'), 4000))]);
      if (again === 'hung') { console.log('HUNG', JSON.stringify(copy).slice(0, 300)); bad++; continue; }
      compareRuns(r.entries, again.recorder.entries);
      const closed = await Promise.race([again.close(), new Promise<'hung'>((res) => setTimeout(() => res('hung'), 4000))]);
      if (closed === 'hung') { console.log('CLOSE HUNG'); bad++; }
    } catch (e) { if (!(e instanceof TraceError)) { console.log('NOT TYPED', e); bad++; } else kinds.set(e.problem, (kinds.get(e.problem) ?? 0) + 1); }
    if (Date.now() - started > 1500) console.log('slow', Date.now() - started);
    if (bad > 5) break;
  }
  console.log('accepted', accepted, 'bad', bad, [...kinds], 'ms', Date.now() - t0);
});
test('relay', async () => {
  for (const o of [{ port: 'abc' }, { port: -1 }, { port: 1.5 }, { port: null }, { origins: 5 }, { origins: 'http://x' }, { port: true }, { prot: 1 }] as any[]) {
    try { const r = await startRelay(o); console.log(JSON.stringify(o), r.url); await r.close(); } catch (e) { console.log(JSON.stringify(o), String(e)); }
  }
});
