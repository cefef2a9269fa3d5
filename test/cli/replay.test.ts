// A trace that was saved in the playground, played again on the command line.
import { FakeRun, type Setting, type Trace, writeTrace } from '@partyline/adapters/trace';
import { exit } from '@partyline/cli';
import { describe, expect, test } from 'vitest';
import { cli } from './harness.ts';

const setting: Setting = {
  appKey: 'play',
  reuse: 'required',
  directory: true,
  timeouts: { command: 8_000, step: 2_000 },
  imAccounts: ['alice', 'bob'],
  meetingAccounts: [
    { userUuid: 'ann', accid: 'alice' },
    { userUuid: 'ben', accid: 'bob' },
  ],
  rooms: ['100'],
};

async function recorded(): Promise<Trace> {
  const run = new FakeRun(setting);
  await run.perform({ do: 'pace', ms: 400 });
  await run.perform({ do: 'signIn', im: { accid: 'alice' }, userUuid: 'ann' });
  await run.advanceTo(5_000);
  await run.perform({ do: 'loginMeeting', userUuid: 'ben' });
  await run.perform({ do: 'kick', accid: 'alice', reason: 'server' });
  await run.advanceTo(9_000);
  const trace = run.trace();
  await run.close();
  return trace;
}

const replay = (text: string, ...flags: string[]) => cli(['replay', '-', ...flags], { stdin: async () => text });

/** The trace with something in it told otherwise. */
const changed = (trace: Trace, change: (entry: Record<string, unknown>) => unknown) =>
  JSON.stringify({ ...trace, entries: trace.entries.map((entry) => ({ ...entry, ...Object(change({ ...entry })) })) });

describe('partyline replay', async () => {
  const trace = await recorded();

  test('plays a trace and finds the session as it was', async () => {
    const { code, out, err } = await replay(writeTrace(trace));
    expect([code, err]).toEqual([exit.ok, '']);
    expect(out).toContain('meetingLoggedIn');
    expect(out).toContain('⚑ kicked');
    expect(out).toContain('✗ loginMeeting alreadyLoggedIn');
    expect(out).toContain('4 acts, and the session behaves as recorded');
  });

  test.each([
    [
      'a snapshot',
      (entry: Record<string, unknown>) =>
        entry.type === 'snapshot' && { snapshot: { ...Object(entry.snapshot), busy: 'recover' } },
    ],
    ['a port call', (entry: Record<string, unknown>) => entry.type === 'call' && { method: 'im.close' }],
    ['an event', (entry: Record<string, unknown>) => entry.type === 'event' && { event: { type: 'lineUp' } }],
    [
      'how a command ended',
      (entry: Record<string, unknown>) =>
        entry.type === 'settled' && { error: { kind: 'network', message: '', retryable: true } },
    ],
    [
      'when it was',
      (entry: Record<string, unknown>) =>
        entry.type === 'act' && entry.at === 0 && Object(entry.act).do === 'pace' && { act: { do: 'pace', ms: 500 } },
    ],
  ])('fails where %s is not as it was recorded', async (_what, change) => {
    const { code, out } = await replay(changed(trace, change));
    expect(code).toBe(exit.failed);
    expect(out).toMatch(/behaves differently in (1 place|(?!1 )\d+ places)$/m);
  });

  test('counts as a person counts', async () => {
    const kicked = changed(trace, (entry) => Object(entry.event).type === 'kicked' && { event: { type: 'lineUp' } });
    expect((await replay(kicked)).out).toMatch(/^✗ the session behaves differently in 1 place$/m);
    const short = new FakeRun(setting);
    await short.perform({ do: 'initialize' });
    const text = writeTrace(short.trace());
    await short.close();
    expect((await replay(text)).out).toMatch(/^✓ 1 act, and the session behaves as recorded$/m);
  });

  test('does not compare the inner names of the machine', async () => {
    const renamed = changed(trace, (entry) => entry.type === 'machine' && { active: ['gone'], ways: [] });
    expect((await replay(renamed)).code).toBe(exit.ok);
  });

  test('with --json prints one object a line, the differences among them', async () => {
    const other = changed(trace, (entry) => entry.type === 'call' && { method: 'im.close' });
    const { out } = await replay(other, '--json');
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({ v: 1, type: 'end', ok: false });
    expect(lines.filter(({ type }) => type === 'difference').length).toBe(lines.at(-1).differences);
  });

  test('a mark that an editor puts in front of it is no part of a trace', async () => {
    expect((await replay(`\ufeff${JSON.stringify(trace)}`)).code).toBe(exit.ok);
  });

  test.each([
    ['nothing', '', /not JSON/],
    ['no JSON', 'hello', /not JSON/],
    ['no JSON, on two lines', 'steps:\n  - initialize', /not JSON/],
    ['something else', '{"a":1}', /no trace/],
    ['another version', '{"format":"partyline-trace","version":2}', /version 2/],
    ['a trace that was cut', `${JSON.stringify(trace).slice(0, 500)}`, /not JSON/],
    [
      'an act that is none',
      JSON.stringify({ ...trace, entries: [{ at: 0, type: 'act', act: { do: 'fly' } }] }),
      /entries\[0\]/,
    ],
    ['time that goes back', JSON.stringify({ ...trace, entries: [...trace.entries].reverse() }), /back in time/],
    [
      'a contradictory setting',
      JSON.stringify({ ...trace, setting: { ...setting, meetingAccounts: [{ userUuid: 'x', accid: 'nobody' }] } }),
      /setting/,
    ],
    ['a run on the vendor’s SDKs', JSON.stringify({ ...trace, ranOn: 'vendor' }), /not played/],
  ])('%s is wrong usage and says so', async (_what, text, said) => {
    const { code, out, err } = await replay(text);
    expect([code, out]).toEqual([exit.usage, '']);
    expect(err).toMatch(said);
    expect(err).toContain('standard input');
    expect(err.match(/error:/g)).toHaveLength(1);
  });

  const entry = (more: object) => JSON.stringify({ ...trace, entries: [{ at: 0, ...more }] });
  const act = (more: object) => entry({ type: 'act', act: more });
  test.each([
    ['entries[0].act.do: "fly" is not possible here; it may be initialize, loginIm,', act({ do: 'fly' })],
    ['entries[0].act.do: "logoutIM2" is not possible here; did you mean "logoutIm"?', act({ do: 'logoutIM2' })],
    ['entries[0].act.do: is missing; it may be initialize,', act({})],
    [
      'entries[0].act.reason: "rude" is not possible here; it may be otherClient, server,',
      act({ do: 'kick', accid: 'a', reason: 'rude' }),
    ],
    ['entries[0].act.accid: is missing', act({ do: 'loginIm' })],
    ['entries[0].act.accid: must not be empty', act({ do: 'loginIm', accid: '' })],
    ['entries[0].act.accid: must have at most 128 characters', act({ do: 'loginIm', accid: 'a'.repeat(129) })],
    ['entries[0].act: unknown field "who"', act({ do: 'signOut', who: 'alice' })],
    ['entries[0].act.ms: must be at least 0, but is -1', act({ do: 'pace', ms: -1 })],
    ['entries[0].act.ms: must be at most 86400000, but is 1000000000', act({ do: 'pace', ms: 1e9 })],
    ['entries[0].act.ms: must be a whole number, but is 1.5', act({ do: 'pace', ms: 1.5 })],
    ['entries[0].act: must be a mapping, but is "signOut"', entry({ type: 'act', act: 'signOut' })],
    ['entries[0].type: "calls" is not possible here; did you mean "call"?', entry({ type: 'calls' })],
    ['entries[0].at: must be a number, but is "0"', entry({ type: 'impossible', at: '0' })],
    ['entries[0]: must be a mapping, but is a list', JSON.stringify({ ...trace, entries: [[]] })],
    ['entries: must be a list, but is nothing', JSON.stringify({ ...trace, entries: null })],
    [
      'setting.reuse: "requird" is not possible here; did you mean "required"?',
      JSON.stringify({ ...trace, setting: { ...setting, reuse: 'requird' } }),
    ],
  ])('what is wrong with an entry is told as run tells it: %s', async (said, text) => {
    const { code, err } = await replay(text);
    expect([code, err.slice(0, `error: standard input: ${said}`.length)]).toEqual([
      exit.usage,
      `error: standard input: ${said}`,
    ]);
    expect(err).not.toContain('Invalid');
  });

  test('a file that is not there is wrong usage', async () => {
    const { code, err } = await cli(['replay', 'nowhere.json']);
    expect([code, err]).toEqual([exit.usage, 'error: nowhere.json: there is no such file\n']);
  });
});
