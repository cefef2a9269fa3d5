// A trace comes from somebody else, and an act from whoever writes a script: what is wrong is said, and nothing is harmed.
import {
  compareRuns,
  FakeRun,
  readTrace,
  replay,
  type Setting,
  TraceError,
  writeTrace,
} from '@partyline/adapters/trace';
import { beforeAll, describe, expect, test } from 'vitest';

const setting: Setting = {
  appKey: 'app',
  reuse: 'required',
  directory: true,
  timeouts: { command: 5_000, step: 1_000 },
  imAccounts: ['alice'],
  meetingAccounts: [{ userUuid: 'ann', accid: 'alice' }],
  rooms: ['100'],
};

let text = '';
beforeAll(async () => {
  const run = new FakeRun(setting);
  await run.perform({ do: 'signIn', im: { accid: 'alice' }, userUuid: 'ann' });
  await run.perform({ do: 'kick', accid: 'alice', reason: 'server' });
  text = writeTrace(run.trace());
  await run.close();
});

const problem = (given: string): unknown => {
  try {
    return readTrace(given);
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    return error.problem;
  }
};

/** The trace with one more entry, written by hand. */
const withEntry = (entry: string) => text.replace(/"entries": \[/, `"entries": [${entry},`);

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

test.each([20, 60, 100_000])('data that is nested %i levels deep is read and compared, or refused', async (levels) => {
  const given = withEntry(`{"at":0,"type":"event","event":{"type":"kicked","more":${nested(levels)}}}`);
  if (levels > 50) return expect(problem(given)).toBe('corrupt');
  const trace = readTrace(given);
  const again = await replay(trace);
  expect(compareRuns(trace.entries, again.recorder.entries)).toMatchObject([{ step: 0, what: 'event' }]);
  await again.close();
});

test('keys that mean something to JavaScript are data', async () => {
  const entry =
    '{"at":0,"type":"call","call":1,"method":"__proto__","args":{"__proto__":{"bad":1},"constructor":{"bad":1}}}';
  const trace = readTrace(withEntry(entry));
  const again = await replay(trace);
  expect(compareRuns(trace.entries, again.recorder.entries)).toMatchObject([{ step: 0, what: 'call' }]);
  expect(Object.prototype).not.toHaveProperty('bad');
  const odd = { ...setting, imAccounts: ['alice', '__proto__', 'constructor'], rooms: ['__proto__'] };
  const run = new FakeRun(odd);
  await run.perform({ do: 'initialize' });
  await run.perform({ do: 'loginIm', accid: '__proto__' });
  expect(run.session.snapshot).toMatchObject({ state: 'imLoggedIn', im: { accid: '__proto__' } });
  await Promise.all([again.close(), run.close()]);
});

test('a byte order mark before it does no harm', () => {
  expect(readTrace(`\ufeff${text}`)).toEqual(readTrace(text));
});

test.each([[undefined], [null], [{}], [5], [{ ranOn: 'fakes', entries: 'none' }]])('%o is no trace', async (given) => {
  expect(() => readTrace(given as never)).toThrow(TraceError);
  expect(() => readTrace(given as never)).toThrow(/no trace|not valid JSON/);
  await expect(replay(given as never)).rejects.toMatchObject({ name: 'TraceError', problem: 'corrupt' });
});

test.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY, '3', null])('no fork begins at %o', async (upTo) => {
  await expect(replay(readTrace(text), upTo as number)).rejects.toMatchObject({
    kind: 'invalidInput',
    message: expect.stringContaining('upTo'),
  });
});

describe('a run', () => {
  test.each([
    [undefined, 'its root'],
    [{ do: 'nope' }, 'do'],
    [{ do: 'loginIm' }, 'accid'],
    [{ do: 'loginIm', accid: 'alice', token: 'a token' }, 'token'],
    [{ do: 'pace', ms: Number.NaN }, 'ms'],
    [{ do: 'kick', accid: 'alice', reason: 'whim' }, 'reason'],
  ])('refuses %o, which is no act, and writes nothing down', async (act, where) => {
    const run = new FakeRun(setting);
    const before = run.recorder.entries;
    const refusal = { kind: 'invalidInput', message: expect.stringContaining(where) };
    await expect(run.perform(act as never)).rejects.toMatchObject(refusal);
    expect(() => run.can(act as never)).toThrow(expect.objectContaining(refusal));
    expect(run.recorder.entries).toBe(before);
    expect(readTrace(writeTrace(run.trace())).entries.length).toBe(before.length);
    await run.close();
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, undefined])(
    'refuses %o, which is no time, and its clock goes on',
    async (at) => {
      const run = new FakeRun(setting);
      await expect(run.advanceTo(at as number)).rejects.toMatchObject({ kind: 'invalidInput' });
      await run.advanceTo(100);
      expect(run.now).toBe(100);
      await run.close();
    },
  );
});
