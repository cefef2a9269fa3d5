// partyline doctor: a healthy pair, then each thing that can be wrong, in turn.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exit } from '@partyline/cli';
import type { Emulator } from '@partyline/emulator';
import { describe, expect, test, vi } from 'vitest';
import { cli, type Ran } from './harness.ts';
import { addPair, lines, type Server, withoutControls, withServer } from './server.ts';

const tokens = { PARTYLINE_IM_TOKEN: 'alice-im-token', PARTYLINE_MEETING_TOKEN: 'alice-meeting-token' };
const doctor = ['doctor', '--im', 'alice'];

/** What was found, by step, and what is expected of the three codes. */
function findings(ran: Ran) {
  const records = lines(ran);
  const of = (type: string) => records.filter((record) => record.type === type);
  return {
    outcomes: Object.fromEntries(of('check').map(({ check, outcome }) => [check, outcome])),
    reasons: Object.fromEntries(of('check').map(({ check, reason }) => [check, reason])),
    verdicts: Object.fromEntries(of('diagnosis').map(({ code, verdict, reason }) => [code, `${verdict} ${reason}`])),
    fixes: of('check').flatMap(({ outcome, fix }) => (outcome === 'wrong' ? [fix] : [])),
    end: records.at(-1),
  };
}

const healthy = {
  server: 'ok',
  clock: 'ok',
  app: 'ok',
  imAccount: 'ok',
  imToken: 'ok',
  service: 'ok',
  meetingAccount: 'ok',
  meetingToken: 'ok',
  binding: 'ok',
  policy: 'ok',
};

test('a healthy pair: nothing is wrong, everything was checked, nothing was changed, nobody was kicked', () =>
  withServer(async ({ emulator, run }) => {
    addPair(emulator);
    const before = emulator.exportState();
    const seen: string[] = [];
    emulator.onEvent((event) => seen.push(event.type === 'http' ? `${event.service} ${event.method}` : event.type));
    const ran = await run([...doctor, '--json'], tokens);
    const { outcomes, verdicts, end } = findings(ran);
    expect(ran).toMatchObject({ code: exit.ok, err: '' });
    expect(outcomes).toEqual(healthy);
    expect(Object.keys(outcomes)).toEqual(Object.keys(healthy));
    expect(verdicts).toEqual({
      100004: 'depends orderMatters',
      100005: 'depends rightPair',
      112001: 'always guestsNever',
    });
    expect(end).toEqual({ v: 1, type: 'end', ok: true, wrong: 0, unchecked: 0 });
    expect(emulator.exportState()).toEqual(before);
    // Only reading calls, and no login of any kind.
    expect(new Set(seen)).toEqual(new Set(['server GET']));
  }));

interface Ill {
  readonly make: (emulator: Emulator, server: Server) => void | Promise<void>;
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What differs from a healthy pair. */
  readonly outcomes: Partial<Record<keyof typeof healthy, string>>;
  readonly reason: readonly [check: string, reason: string];
  readonly verdicts?: Readonly<Record<string, string>>;
}

const fault = (emulator: Emulator, command: string, code: number) =>
  emulator.addFault({ on: { service: 'server', command }, effect: { code } });

const ills: Readonly<Record<string, Ill>> = {
  'the secret is wrong': {
    make: (emulator) => emulator.setApp({ appKey: 'partyline', appSecret: 'changed' }) && addPair(emulator),
    outcomes: {
      app: 'wrong',
      imAccount: 'unchecked',
      imToken: 'unchecked',
      service: 'unchecked',
      meetingAccount: 'unchecked',
      meetingToken: 'unchecked',
      binding: 'unchecked',
      policy: 'unchecked',
    },
    reason: ['app', 'appRefused'],
    verdicts: { 100005: 'depends pairUnknown' },
  },
  'the app key is unknown': {
    make: (emulator) => addPair(emulator),
    argv: ['--app-key', 'nobody'],
    env: { PARTYLINE_APP_SECRET: 'x' },
    outcomes: {
      app: 'wrong',
      imAccount: 'unchecked',
      imToken: 'unchecked',
      service: 'unchecked',
      meetingAccount: 'unchecked',
      meetingToken: 'unchecked',
      binding: 'unchecked',
      policy: 'unchecked',
    },
    reason: ['app', 'appRefused'],
  },
  'there is no IM account': {
    make: (emulator) => addPair(emulator, 'bob'),
    argv: ['--meeting', 'bob'],
    env: { PARTYLINE_MEETING_TOKEN: 'bob-meeting-token' },
    outcomes: { imAccount: 'wrong', imToken: 'unchecked', binding: 'wrong' },
    reason: ['imAccount', 'imMissing'],
    verdicts: { 100004: 'always imCannotLogIn', 100005: 'always wrongPair' },
  },
  'the IM account is disabled': {
    make: async (emulator, { run }) => {
      addPair(emulator);
      await run(['accounts', 'disable', 'alice']);
    },
    outcomes: { imAccount: 'wrong' },
    reason: ['imAccount', 'imDisabled'],
    verdicts: { 100004: 'always imCannotLogIn' },
  },
  'the IM token is wrong': {
    make: (emulator) => addPair(emulator),
    env: { PARTYLINE_IM_TOKEN: 'stale' },
    outcomes: { imToken: 'wrong' },
    reason: ['imToken', 'imTokenOther'],
    verdicts: { 100004: 'always imCannotLogIn' },
  },
  'the meeting service is off': {
    make: (emulator) => {
      addPair(emulator);
      fault(emulator, 'GET /e/meeting/api/v1/batch-get-user', 600420);
    },
    outcomes: { service: 'wrong', meetingAccount: 'unchecked', meetingToken: 'unchecked', binding: 'unchecked' },
    reason: ['service', 'serviceOff'],
  },
  'there is no meeting account': {
    make: (emulator) => {
      emulator.addImAccount({ appKey: 'partyline', accid: 'alice', token: 'alice-im-token' });
    },
    outcomes: { meetingAccount: 'wrong', meetingToken: 'unchecked', binding: 'unchecked' },
    reason: ['meetingAccount', 'meetingMissing'],
  },
  'the meeting token is wrong': {
    make: (emulator) => addPair(emulator),
    env: { PARTYLINE_MEETING_TOKEN: 'stale' },
    outcomes: { meetingToken: 'wrong' },
    reason: ['meetingToken', 'meetingTokenOther'],
  },
  'the meeting account is bound to somebody else': {
    make: (emulator) => {
      addPair(emulator);
      addPair(emulator, 'bob', 'ben');
    },
    argv: ['--meeting', 'ben'],
    env: { PARTYLINE_MEETING_TOKEN: 'ben-meeting-token' },
    outcomes: { binding: 'wrong' },
    reason: ['binding', 'boundElsewhere'],
    verdicts: { 100005: 'always wrongPair' },
  },
  'without reuse the kit would kick the chat': {
    make: (emulator) => addPair(emulator),
    argv: ['--reuse', 'off'],
    outcomes: { policy: 'wrong' },
    reason: ['policy', 'policyFights'],
    verdicts: { 100004: 'never noReuse', 100005: 'never noReuse', 112001: 'never noReuse' },
  },
};

describe.each(Object.entries(ills))('%s', (_, { make, argv = [], env = {}, outcomes, reason, verdicts = {} }) => {
  test('it is found, nothing else is, and the exit code says so', () =>
    withServer(async (server) => {
      await make(server.emulator, server);
      const ran = await server.run([...doctor, ...argv, '--json'], { ...tokens, ...env });
      const found = findings(ran);
      expect(ran.code).toBe(exit.failed);
      expect(found.outcomes).toEqual({ ...healthy, ...outcomes });
      expect(found.reasons[reason[0]]).toBe(reason[1]);
      expect(found.verdicts).toMatchObject(verdicts);
      // A command in it can be typed as it is: nothing is left to be filled in.
      for (const fix of found.fixes) expect(fix).toEqual(expect.stringMatching(/^[^<>]*\S[^<>]*$/));
      expect(found.end).toMatchObject({
        ok: false,
        wrong: Object.values(outcomes).filter((o) => o === 'wrong').length,
      });
      expect(ran.out + ran.err).not.toMatch(/-im-token|-meeting-token|stale|partyline-secret/);
    }));

  test.each(['en', 'zh'])('a person is told in %s, step by step, in 80 columns', (lang) =>
    withServer(async (server) => {
      await make(server.emulator, server);
      const { code, out, err } = await server.run([...doctor, ...argv, '--lang', lang], { ...tokens, ...env });
      expect([code, err]).toEqual([exit.failed, '']);
      expect(out).toContain('✗');
      for (const number of ['100004', '100005', '112001']) expect(out).toContain(number);
      for (const line of out.split('\n').slice(3)) expect(line.length).toBeLessThanOrEqual(80);
    }),
  );
});

test('a server that is not there', async () => {
  const ran = await cli([...doctor, '--json', '--server', 'http://127.0.0.1:9'], {});
  const { outcomes, end } = findings(ran);
  expect(ran.code).toBe(exit.failed);
  expect(outcomes).toMatchObject({ server: 'wrong', app: 'unchecked', binding: 'unchecked' });
  expect(end).toMatchObject({ wrong: 1, unchecked: 9 });
});

test('why a server cannot be reached is told only where somebody says it', async () => {
  const blocked = await cli([...doctor, '--server', 'http://127.0.0.1:1']);
  expect(blocked.out).toContain('127.0.0.1:1 cannot be reached (bad port)');
  const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed'));
  for (const [lang, said] of [
    ['en', '127.0.0.1:2 cannot be reached'],
    ['zh', '无法连接 127.0.0.1:2'],
  ] as const) {
    const { out } = await cli([...doctor, '--server', 'http://127.0.0.1:2', '--lang', lang]);
    expect(out.split('\n').map((line) => line.slice(line.indexOf(said)))).toContain(said);
  }
  fetched.mockRestore();
});

test.each([-3600, 3600])('a clock that is %i s off, which spoils whatever is signed', async (off) => {
  const server = createServer((_, response) => {
    response.setHeader('date', new Date(Date.now() + off * 1000).toUTCString());
    response.end('{"code":414,"desc":"bad request"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { outcomes, fixes, end } = findings(await cli([...doctor, '--json', '--server', `http://127.0.0.1:${port}`]));
  expect(outcomes).toMatchObject({ server: 'ok', clock: 'wrong', app: 'unchecked', imAccount: 'unchecked' });
  expect(fixes).toEqual([expect.stringContaining('NTP')]);
  expect(end).toMatchObject({ wrong: 1 });
  server.close();
});

test('without tokens they are said to be unchecked, and how to give them', () =>
  withServer(async ({ emulator, run }) => {
    addPair(emulator);
    const { code, out } = await run(doctor);
    expect(code).toBe(exit.ok);
    expect(out).toContain('PARTYLINE_IM_TOKEN');
    expect(out).toContain('--meeting-token-file');
    expect(out).toContain('2 not checked');
  }));

test('tokens may come from files', () =>
  withServer(async ({ emulator, run, file }) => {
    addPair(emulator);
    const im = await file('im', 'alice-im-token\n');
    const meeting = await file('meeting', 'alice-meeting-token\n');
    const ran = await run([...doctor, '--json', '--im-token-file', im, '--meeting-token-file', meeting]);
    expect(findings(ran).outcomes).toEqual(healthy);
  }));

describe('a server that tells no more than the vendor’s', () => {
  test('tokens are compared with NERoom’s record; the policy stays unchecked, and it is said why', () =>
    withServer(async ({ emulator, run }) => {
      addPair(emulator);
      await withoutControls(emulator, async (url) => {
        const right = await run([...doctor, '--json', '--server', url], tokens);
        expect(right.code).toBe(exit.ok);
        expect(findings(right).outcomes).toEqual({ ...healthy, policy: 'unchecked' });
        expect(findings(right).reasons).toMatchObject({ imToken: 'tokenRecorded', policy: 'policyUntold' });
        const stale = { PARTYLINE_IM_TOKEN: 'stale', PARTYLINE_MEETING_TOKEN: 'old' };
        const wrong = findings(await run([...doctor, '--json', '--server', url], stale));
        expect(wrong.outcomes).toEqual({ ...healthy, imToken: 'wrong', meetingToken: 'wrong', policy: 'unchecked' });
      });
    }));

  test('an account that an older API bound: unchecked, until --login asks the meeting server', () =>
    withServer(async ({ emulator, run }) => {
      addPair(emulator, 'alice', 'ann');
      addPair(emulator, 'bob', 'ben');
      await withoutControls(emulator, async (url) => {
        const ask = (meeting: string, ...more: string[]) =>
          run([...doctor, '--meeting', meeting, '--json', '--server', url, ...more], {
            PARTYLINE_IM_TOKEN: 'alice-im-token',
            PARTYLINE_MEETING_TOKEN: `${meeting}-meeting-token`,
          }).then(findings);
        const unsure = await ask('ann');
        expect(unsure.reasons).toMatchObject({ imToken: 'imTokenUnrecorded', binding: 'boundUnknown' });
        expect(unsure.verdicts).toMatchObject({ 100005: 'depends pairUnknown' });
        expect((await ask('ann', '--login')).reasons).toMatchObject({ binding: 'boundRight' });
        expect((await ask('ben', '--login')).reasons).toMatchObject({ binding: 'boundElsewhere' });
      });
    }));
});

describe('--login', () => {
  test('tries the meeting token, opens no IM line, and says beforehand what it does', () =>
    withServer(async ({ emulator, run }) => {
      addPair(emulator);
      const seen: string[] = [];
      emulator.onEvent((event) => seen.push(event.type === 'http' ? event.service : event.type));
      const ran = await run([...doctor, '--json', '--login'], tokens);
      expect(findings(ran).reasons).toMatchObject({ meetingToken: 'tokenAccepted', binding: 'boundRight' });
      expect(ran.err).toContain('--login logs the meeting account in for real');
      expect(seen).toContain('kit');
      expect(seen).not.toContain('frame');
    }));

  test('a token that cannot be sent, or an answer that makes no sense, is told without showing the token', () =>
    withServer(async ({ emulator, run }) => {
      addPair(emulator);
      const odd = { ...tokens, PARTYLINE_MEETING_TOKEN: 'hush\u0001hush' };
      const ran = await run([...doctor, '--json', '--login'], odd);
      expect(findings(ran).reasons).toMatchObject({ meetingToken: 'callFailed' });
      expect(ran.out + ran.err).not.toContain('hush');
      emulator.addFault({ on: { service: 'kit' }, effect: { close: true } });
      expect(findings(await run([...doctor, '--json', '--login'], tokens)).outcomes.meetingToken).toBe('wrong');
    }));

  test('a refused login is told with its code', () =>
    withServer(async ({ emulator, run }) => {
      addPair(emulator);
      const ran = await run([...doctor, '--json', '--login'], { ...tokens, PARTYLINE_MEETING_TOKEN: 'stale' });
      expect(findings(ran).reasons).toMatchObject({ meetingToken: 'tokenRefused' });
      expect(ran.out).toContain('(402)');
      expect(findings(ran).fixes).toEqual([expect.stringMatching(/partyline accounts token alice --meeting$/)]);
    }));
});

test.each([
  ['onePerPlatform', 'wrong'],
  [{ max: 3 }, 'ok'],
  [{ max: 1 }, 'wrong'],
] as const)('policy %j without reuse is %s', (policy, outcome) =>
  withServer(
    async ({ emulator, run }) => {
      addPair(emulator);
      expect(findings(await run([...doctor, '--json', '--reuse', 'off'], tokens)).outcomes.policy).toBe(outcome);
    },
    { policy },
  ),
);

test('with reuse auto', () =>
  withServer(async ({ emulator, run }) => {
    addPair(emulator);
    expect(findings(await run([...doctor, '--json', '--reuse', 'auto'], tokens)).verdicts).toEqual({
      100004: 'never kitLogsIn',
      100005: 'depends rightPair',
      112001: 'depends guestsAlone',
    });
  }));

test('progress is shown on a terminal and wiped', () =>
  withServer(async ({ emulator, run }) => {
    addPair(emulator);
    const { out } = await run(doctor, tokens, { isTty: true });
    expect(out).toContain('… checking: server\r\u001b[2K');
    expect((await run(doctor, tokens)).out).not.toContain('\u001b');
  }));

test('Ctrl-C ends it', () =>
  withServer(async ({ emulator, run }) => {
    emulator.addFault({ on: { service: 'server' }, effect: { never: true } });
    const struck = new Promise<void>((resolve) => emulator.onEvent(({ type }) => type === 'fault' && resolve()));
    const interrupt = new AbortController();
    const ran = run(doctor, tokens, { interruptible: (work) => work(interrupt.signal) });
    await struck;
    interrupt.abort(exit.interrupted);
    expect((await ran).code).toBe(exit.interrupted);
  }));

test.each([
  [['doctor'], /--im/],
  [['doctor', '--im', 'no spaces'], /--im: an accid/],
  [['doctor', '--im', 'alice', '--reuse', 'maybe'], /required, off, auto/],
])('%j is wrong usage', async (argv, message) => {
  const { code, err } = await cli(argv);
  expect(code).toBe(exit.usage);
  expect(err).toMatch(message);
});
