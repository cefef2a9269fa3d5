// partyline accounts: against the emulator over HTTP, as a person and as a script would.
import { exit } from '@partyline/cli';
import { describe, expect, test } from 'vitest';
import { cli } from './harness.ts';
import { addPair, lines, withServer } from './server.ts';

const verbs = ['create', 'bind', 'show', 'token', 'kick', 'disable', 'enable'];

test('the whole life of a pair', () =>
  withServer(async ({ emulator, run }) => {
    const created = await run(['accounts', 'create', 'Alice', '--json']);
    expect(created).toMatchObject({ code: exit.ok, err: '' });
    const [{ token = '' } = {}] = lines(created);
    expect(lines(created)).toEqual([
      { v: 1, type: 'imAccount', accid: 'alice', created: true, tokenKnown: true, token: expect.any(String) },
    ]);
    expect(emulator.exportState().imAccounts).toMatchObject([{ accid: 'alice', token }]);

    const bound = await run(['accounts', 'bind', 'alice', '--json'], { PARTYLINE_IM_TOKEN: String(token) });
    const [{ userToken = '' } = {}] = lines(bound);
    expect(lines(bound)).toMatchObject([{ type: 'meetingAccount', userUuid: 'alice', accid: 'alice', created: true }]);
    expect(emulator.exportState().meetingAccounts).toMatchObject([{ userUuid: 'alice', userToken, accid: 'alice' }]);

    const shown = await run(['accounts', 'show', 'alice', '--json']);
    expect(lines(shown)).toEqual([
      {
        v: 1,
        type: 'accounts',
        im: { accid: 'alice', enabled: true },
        meeting: { userUuid: 'alice', enabled: true },
        boundAccid: 'alice',
      },
    ]);

    const [renewed] = lines(await run(['accounts', 'token', 'alice', '--json']));
    expect(emulator.exportState().imAccounts[0]?.token).toBe(renewed?.token);
    const [meeting] = lines(await run(['accounts', 'token', 'alice', '--meeting', '--json']));
    expect(emulator.exportState().meetingAccounts[0]?.userToken).toBe(meeting?.userToken);
    expect([renewed?.token, meeting?.userToken]).not.toEqual([token, userToken]);

    for (const [verb, enabled] of [
      ['disable', false],
      ['enable', true],
      ['kick', true],
    ] as const) {
      expect((await run(['accounts', verb, 'ALICE'])).code).toBe(exit.ok);
      expect(emulator.exportState().imAccounts[0]?.enabled).toBe(enabled);
    }
  }));

test('the same request twice is no error, in another process neither, and changes nothing', () =>
  withServer(async ({ emulator, run }) => {
    const mine = { PARTYLINE_IM_TOKEN: 'my-own-token' };
    for (const argv of [
      ['create', 'alice'],
      ['bind', 'alice'],
    ]) {
      const first = await run(['accounts', ...argv, '--json'], mine);
      const before = emulator.exportState();
      const second = await run(['accounts', ...argv, '--json'], mine);
      expect([first.code, second.code]).toEqual([exit.ok, exit.ok]);
      expect([lines(first)[0]?.created, lines(second)[0]?.created]).toEqual([true, false]);
      expect(emulator.exportState()).toEqual(before);
    }
    // Now that it is bound, the server has its token on record and can tell that this is another.
    const other = await run(['accounts', 'create', 'alice'], { PARTYLINE_IM_TOKEN: 'another-token' });
    expect(other.code).toBe(exit.failed);
    expect(other.err).toContain('with another token');
    expect(other.out + other.err).not.toMatch(/my-own-token|another-token/);
  }));

test('an account whose token nobody can tell is said to be so', () =>
  withServer(async ({ run }) => {
    await run(['accounts', 'create', 'alice']);
    const again = await run(['accounts', 'create', 'alice']);
    expect(again.code).toBe(exit.ok);
    expect(again.out).toContain('existed already, nothing was changed');
    expect(again.err).toContain('partyline accounts token');
  }));

describe('secrets', () => {
  test('an argument works, and is warned of; files and the environment are not', () =>
    withServer(async ({ emulator, run, file }) => {
      emulator.setApp({ appKey: 'mine', appSecret: 'hush-hush' });
      const app = ['--app-key', 'mine'];
      const warned = await run(['accounts', 'create', 'alice', ...app, '--app-secret', 'hush-hush', '--token', 'tttt']);
      expect(warned.code).toBe(exit.ok);
      expect(warned.err.match(/warning: .*history/g)).toHaveLength(2);
      const path = await file('secret', 'hush-hush\n');
      const runs = [
        await run(['accounts', 'show', 'alice', ...app, '--secret-file', path]),
        await run(['accounts', 'show', 'alice'], { PARTYLINE_APP_KEY: 'mine', PARTYLINE_APP_SECRET: 'hush-hush' }),
        await run(
          ['accounts', 'show', 'alice', ...app, '--secret-file', '-'],
          {},
          { stdin: async () => 'hush-hush\n' },
        ),
      ];
      for (const ran of runs) expect(ran).toMatchObject({ code: exit.ok, err: '' });
      for (const { out, err } of [warned, ...runs]) expect(out + err).not.toMatch(/hush-hush|tttt/);
    }));

  test('a token of one’s own is not printed', () =>
    withServer(async ({ run, file }) => {
      const path = await file('token', 'my-own-token\n');
      for (const verb of ['create', 'bind']) {
        const { code, out, err } = await run(['accounts', verb, 'alice', '--token-file', path, '--json']);
        expect([code, err]).toEqual([exit.ok, '']);
        expect(out).not.toContain('my-own-token');
      }
    }));

  test('a mark that an editor puts in front of a file is no part of the token', () =>
    withServer(async ({ run, file }) => {
      const marked = await file('marked', '\ufeffmy-own-token\r\n');
      expect((await run(['accounts', 'create', 'alice', '--token-file', marked])).code).toBe(exit.ok);
      const doctor = await run([
        'doctor',
        '--im',
        'alice',
        '--im-token-file',
        await file('bare', 'my-own-token'),
        '--json',
      ]);
      expect(doctor.out).toMatch(/"check":"imToken","outcome":"ok"/);
    }));

  test.each([
    [['--secret-file', 'nowhere'], /--secret-file nowhere: there is no such file/],
    [['--secret-file', '-'], /it is empty/],
    [['--secret-file', 'x', '--app-secret', 'y'], /give one/],
  ])('%j is wrong usage', (argv, message) =>
    withServer(async ({ run }) => {
      const { code, err } = await run(['accounts', 'show', 'alice', ...argv]);
      expect(code).toBe(exit.usage);
      expect(err).toMatch(message);
    }),
  );
});

test.each([
  [['accounts', 'show', 'alice'], {}, /which app\? Give --app-key.*--server emulator/],
  [['accounts', 'show', 'alice'], { PARTYLINE_APP_KEY: 'k' }, /PARTYLINE_APP_SECRET, or give --secret-file/],
  [['accounts', 'show', 'alice', '--server', 'nonsense'], {}, /"nonsense" is no URL/],
  [['accounts', 'bind', 'alice', '--server', 'emulator'], {}, /PARTYLINE_IM_TOKEN, or give --token-file/],
  [['accounts', 'kick', 'no spaces', '--server', 'emulator'], {}, /accid must be/],
  [
    ['accounts', 'show', 'a', '--server', 'http://example.com', '--app-key', 'k'],
    { PARTYLINE_APP_SECRET: 'hush' },
    /must be https/,
  ],
])('%j is wrong usage', async (argv, env, message) => {
  const { code, out, err } = await cli(argv, { env });
  expect([code, out]).toEqual([exit.usage, '']);
  expect(err).toMatch(message);
  expect(err).not.toContain('hush');
});

describe.each(['en', 'zh'] as const)('in %s', (lang) => {
  test('a refusal is told with its code, its cause and what to do', () =>
    withServer(async ({ run }) => {
      const { code, out, err } = await run(['accounts', 'kick', 'nobody', '--lang', lang]);
      expect([code, out]).toEqual([exit.failed, '']);
      expect(err).toContain('102404');
      expect(err).toContain(lang === 'zh' ? '解决' : 'Fix');
    }));

  const cures: readonly (readonly [argv: readonly string[], commands: readonly string[]])[] = [
    [['show', 'ghost'], ['partyline accounts create ghost']],
    [['kick', 'ghost'], ['partyline accounts create ghost']],
    [['token', 'ghost'], ['partyline accounts create ghost']],
    [['bind', 'ghost'], ['partyline accounts create ghost']],
    [['bind', 'ghost', '--generation', '2020'], ['partyline accounts create ghost --generation 2020']],
    [['token', 'ghost', '--meeting'], ['partyline accounts bind ghost']],
    [['bind', 'alice'], ['partyline accounts token alice']],
    [['bind', 'alice', '--generation', 'neroom'], ['partyline accounts token alice --generation neroom']],
    [
      ['bind', 'alice', '--generation', '2020'],
      ['partyline doctor --im alice', 'partyline accounts token alice'],
    ],
    [['bind', 'off'], ['partyline accounts enable off']],
    [
      ['create', 'bound'],
      ['partyline accounts show bound', 'partyline accounts token bound'],
    ],
    [['show', 'alice', '--app-key', 'other'], ['partyline doctor --im alice --app-key other']],
    [['show', 'alice', '--app-secret', 'wrong'], ['partyline doctor --im alice']],
    [['show', 'alice', '--server', 'http://127.0.0.1:2'], ['partyline emulator']],
    [['show', "it's"], ["partyline accounts create 'it'\\''s'"]],
  ];
  test.each(cures)('a refusal of %j is cured with a command, not with a function of JavaScript', (argv, commands) =>
    withServer(async ({ emulator, run }) => {
      emulator.addImAccount({ appKey: 'partyline', accid: 'alice', token: 'its-own' });
      emulator.addImAccount({ appKey: 'partyline', accid: 'off', token: 'wrong-token', enabled: false });
      addPair(emulator, 'bound');
      const env = { PARTYLINE_IM_TOKEN: 'wrong-token', PARTYLINE_APP_SECRET: argv.includes('other') ? 'x' : '' };
      const { code, err } = await run(['accounts', ...argv, '--lang', lang], env);
      expect(code).toBe(exit.failed);
      // A command is a line of its own.
      const lines = err.split('\n').map((line) => line.trim());
      for (const command of commands) expect(lines.filter((line) => line.startsWith(command))).not.toEqual([]);
      expect(err).not.toMatch(/\w\(\)|provider|函数/);
      expect(err).not.toMatch(/wrong-token|its-own/);
    }),
  );

  test('with --json it is an object', () =>
    withServer(async ({ run }) => {
      const ran = await run(['accounts', 'token', 'nobody', '--lang', lang, '--json']);
      expect([ran.code, ran.err]).toEqual([exit.failed, '']);
      expect(lines(ran)).toMatchObject([
        {
          v: 1,
          type: 'error',
          error: { kind: 'badCredentials', vendor: { surface: 'im', code: 102404 }, retryable: false },
          explanation: { fix: expect.any(String) },
        },
      ]);
    }));

  test('every verb speaks', () =>
    withServer(async ({ emulator, run }) => {
      addPair(emulator);
      for (const verb of verbs) {
        const env = { PARTYLINE_IM_TOKEN: verb === 'create' || verb === 'bind' ? 'alice-im-token' : '' };
        if (verb === 'token') emulator.addImAccount({ appKey: 'partyline', accid: 'bob', token: 'b' });
        const { code, out } = await run(['accounts', verb, verb === 'token' ? 'bob' : 'alice', '--lang', lang], env);
        expect([verb, code]).toEqual([verb, exit.ok]);
        expect(out).toMatch(lang === 'zh' ? /账号/ : /account/);
      }
    }));
});

test.each(['current', 'neroom', '2020'])('generation %s binds', (generation) =>
  withServer(async ({ emulator, run }) => {
    emulator.addImAccount({ appKey: 'partyline', accid: 'alice', token: 'it' });
    const ran = await run(['accounts', 'bind', 'alice', '--generation', generation, '--json'], {
      PARTYLINE_IM_TOKEN: 'it',
    });
    expect(lines(ran)).toMatchObject([{ userUuid: 'alice', accid: 'alice', created: true }]);
    expect(emulator.exportState().meetingAccounts).toMatchObject([{ userUuid: 'alice', accid: 'alice' }]);
  }),
);

test('Ctrl-C ends a call that waits, with its own code and without a stack', () =>
  withServer(async ({ emulator, run }) => {
    emulator.addFault({ on: { service: 'server' }, effect: { never: true } });
    const struck = new Promise<void>((resolve) => emulator.onEvent(({ type }) => type === 'fault' && resolve()));
    const interrupt = new AbortController();
    const ran = run(['accounts', 'kick', 'alice'], {}, { interruptible: (work) => work(interrupt.signal) });
    await struck;
    interrupt.abort(exit.interrupted);
    expect(await ran).toEqual({ code: exit.interrupted, out: '', err: '' });
  }));

test.each(verbs)('accounts %s --help has examples, the places for secrets and the exit codes', async (verb) => {
  const { code, out } = await cli(['accounts', verb, '--help']);
  expect(code).toBe(exit.ok);
  expect(out).toContain(`partyline accounts ${verb} alice`);
  expect(out).toContain('PARTYLINE_APP_SECRET');
  expect(out).toContain('Exit codes: 0');
});

test('a number that means something else in another generation is not explained as that', () =>
  withServer(async ({ emulator, run }) => {
    emulator.addFault({ on: { service: 'server', command: 'POST /v1/account/create' }, effect: { code: 402 } });
    const env = { PARTYLINE_IM_TOKEN: 'it' };
    const { err } = await run(['accounts', 'bind', 'alice', '--generation', '2020', '--lang', 'en'], env);
    expect(err).toContain('the meeting service is not enabled for this app (meeting2020 402');
    expect(err).not.toContain('token is wrong');
  }));
