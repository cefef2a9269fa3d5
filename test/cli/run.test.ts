// Scenarios: the shipped ones go as they say, a wrong one is told where it is wrong, and none can break the command.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exit } from '@partyline/cli';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { cli, inRoot, play, records } from './harness.ts';

const folder = inRoot('apps/cli/examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const textOf = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');

const accounts = `
accounts:
  im: [{ accid: alice, token: hush-1 }, { accid: bob, token: hush-2 }]
  meeting: [{ userUuid: ann, token: hush-3, accid: alice }]
rooms: [{ meetingNum: "100", password: hush-4 }]
`;

describe('examples', () => {
  test('there is one for every situation', () => expect(examples.length).toBeGreaterThanOrEqual(9));

  test.each(examples)('%s goes as it says', async (name) => {
    const ran = await cli(['run', `${folder}/${name}`, '--json']);
    expect(ran).toMatchObject({ code: exit.ok, err: '' });
    const trace = records(ran);
    expect(trace.at(-1)).toMatchObject({ type: 'end', ok: true, unmet: 0 });
    // An example that expects nothing would go well whatever happened.
    expect(trace.filter(({ type }) => type === 'expectation').length).toBeGreaterThan(0);
    expect(ran.out).not.toMatch(/-token/);
  });

  test.each(examples)('%s notices when it is not so', async (name) => {
    const wrong = textOf(name)
      .replaceAll(/state: \w+/g, 'state: uninitialized')
      .replaceAll(/code: \d+/g, 'code: 7');
    const { code, out } = await play(wrong);
    expect(code).toBe(exit.failed);
    expect(out).toContain('✗ not as expected');
  });

  test.each(examples)('%s goes the same way every time', async (name) => {
    expect(await play(textOf(name), '--json')).toEqual(await play(textOf(name), '--json'));
  });
});

describe('expectations', () => {
  test('a difference names the field, what was expected and what came', async () => {
    const { code, out } = await play('steps:\n  - initialize:\n    expect: { state: failed, calls: [im.login] }');
    expect(code).toBe(exit.failed);
    expect(out).toMatch(/state +- expected {2}failed\n +\+ actual {4}imReady/);
    expect(out).toMatch(/calls +- expected {2}\[im\.login\]\n +\+ actual {4}\[im\.initialize, meeting\.initialize\]/);
  });

  test.each([
    ['a command that fails, where nothing is expected', '- loginIm: alice', 'notInitialized'],
    ['a command that succeeds, where an error is', '- initialize:\n    expect: { error: network }', 'network'],
    ['another error', '- loginIm: alice\n    expect: { error: busy }', 'busy'],
    ['an event that did not come', '- initialize:\n    expect: { events: [kicked] }', 'kicked'],
    ['somebody else in the chat', '- hostLogin: bob\n    expect: { chat: alice }', 'bob'],
    ['what the fakes refuse', '- endRoom: "100"\n  - endRoom: "100"', 'to be possible'],
  ])('%s fails the scenario', async (_, steps, said) => {
    const { code, out, err } = await play(`${accounts}steps:\n  ${steps}`);
    expect([code, err]).toEqual([exit.failed, '']);
    expect(out).toContain(said);
  });

  test('ids are compared as the vendor’s server does', async () => {
    const { code } = await play(
      `${accounts}steps:\n  - signIn: { im: ALICE, meeting: Ann }\n    expect: { im: Alice, meeting: ANN }`,
    );
    expect(code).toBe(exit.ok);
  });

  test('no token and no password is ever printed', async () => {
    const steps = `steps:
  - signIn: { im: alice, meeting: ann }
  - joinMeeting: { meetingNum: "100", displayName: Ann, password: hush-4 }
  - setImToken: { accid: alice, token: hush-5 }
  - fault: { on: meeting.leave, throws: hush-1 went wrong }
  - signOut:
  - loginIm: { accid: alice, token: hush-6 }
    expect: { error: badCredentials }`;
    for (const flag of ['--json', '--lang=zh']) {
      const { out, err, code } = await play(accounts + steps, flag);
      expect(code).toBe(exit.ok);
      expect(out + err).not.toContain('hush');
    }
  });
});

describe('a command that no step awaits', () => {
  const wrongToken = '- initialize\n  - loginIm: { accid: alice, token: wrong }\n    as: x';
  const silent = '- initialize\n  - fault: { on: im.login, never: true }\n  - loginIm: alice\n    as: x';

  test.each([
    ['has failed', wrongToken, 8, 2, 'rejected', 'it ended with badCredentials'],
    ['is still in flight', silent, 9, 3, 'inFlight', 'it is still in flight'],
    ['was superseded', `${silent}\n  - logoutIm`, 9, 3, 'rejected', 'it ended with superseded'],
    ['failed before it was aborted', `${wrongToken}\n  - abort: x`, 8, 2, 'rejected', 'it ended with badCredentials'],
  ])('and that %s fails the scenario, with its place', async (_, steps, line, step, outcome, said) => {
    const text = `${accounts}steps:\n  ${steps}`;
    const { code, out, err } = await play(text);
    expect([code, err]).toEqual([exit.failed, '']);
    expect(out).toContain(`✗ standard input:${line}: step ${step} begins loginIm as "x"; no step awaits it`);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(said);
    expect(out).not.toContain('all as expected');
    const trace = records(await play(text, '--json'));
    expect(trace.filter(({ type }) => type === 'unawaited')).toMatchObject([
      { step, line, name: 'x', command: 'loginIm', outcome },
    ]);
    expect(trace.at(-1)).toMatchObject({ type: 'end', ok: false, unmet: 1 });
  });

  test('the steps that are advised make it green', async () => {
    for (const steps of [wrongToken, silent]) {
      const text = `${accounts}steps:\n  ${steps}`;
      const { out } = await play(text);
      const advised = out.split('\n').filter((line) => /^ {4}(- await| {2}expect)/.test(line));
      expect(advised.length).toBeGreaterThan(0);
      const added = [text, ...advised.map((line) => line.slice(2))].join('\n');
      const again = await play(added);
      expect(again.out).not.toContain('no step awaits it');
      if (steps === wrongToken) expect(again.code).toBe(exit.ok);
    }
  });

  test.each([
    ['has succeeded', '- initialize:\n    as: x'],
    ['was aborted', `${silent}\n  - abort: x`],
    ['is named by a later step', `${wrongToken}\n  - await: x\n    expect: { error: badCredentials }`],
  ])('and that %s does not', async (_, steps) => {
    const { code, out } = await play(`${accounts}steps:\n  ${steps}`);
    expect([code, out.includes('no step awaits it')]).toEqual([exit.ok, false]);
  });
});

test.each([
  ['- initialize', /^✓ 1 step, all as expected$/m],
  ['- loginIm: alice', /^✗ 1 step, 1 not as expected$/m],
  ['- initialize\n  - signOut', /^✓ 2 steps, all as expected$/m],
])('%j is counted as a person counts', async (steps, said) => {
  expect((await play(`${accounts}steps:\n  ${steps}`)).out).toMatch(said);
});

describe('what is wrong with a file is told with its place', () => {
  test.each([
    ['empty', '', 1, 1, 'is empty'],
    ['only a comment', '# nothing\n', 1, 1, 'is empty'],
    ['no YAML', 'steps:\n  - a: [1\n  - b', 3, 3, 'is not YAML'],
    ['a text', 'hello', 1, 1, 'must be a mapping'],
    ['two documents', 'steps: [initialize]\n---\nsteps: [initialize]', 2, 1, 'second document'],
    ['5,000 lists in each other', `steps: ${'['.repeat(5000)}${']'.repeat(5000)}`, 1, '', 'is nested too deeply'],
    ['no steps', 'reuse: auto', 1, 1, '"steps" is missing'],
    ['no step', 'steps: []', 1, 8, 'steps: must not be empty'],
    [
      'an unknown policy',
      'reuse: requird\nsteps: [initialize]',
      1,
      8,
      'reuse: "requird" is not possible here; did you mean "required"?',
    ],
    ['an unknown field', 'steps: [initialize]\nacounts: {}', 2, 1, 'did you mean "accounts"?'],
    [
      'an unknown command',
      'steps:\n  - loginIM2: alice',
      2,
      5,
      'steps[0].loginIM2: unknown command or field "loginIM2"; did you mean "loginIm"?',
    ],
    [
      'an unknown bare command',
      'steps:\n  - initialise',
      2,
      5,
      'unknown command "initialise"; did you mean "initialize"?',
    ],
    ['a number for a text', 'rooms:\n  - meetingNum: 100\nsteps: [initialize]', 2, 17, 'put it in quotes: "100"'],
    [
      'a number for a token',
      'accounts:\n  im: [{ accid: a, token: 4711 }]\nsteps: [initialize]',
      2,
      27,
      'is a number;',
    ],
    ['a text that fills the terminal', 'x'.repeat(100_000), 1, 1, `but is "${'x'.repeat(60)}…"`],
    ['a text for a number', 'steps:\n  - advance: soon', 2, 14, '"soon" is no time'],
    ['no timeout at all', 'timeouts: { command: 0 }\nsteps: [initialize]', 1, 22, 'must be > 0, but is 0'],
    ['a timeout below 0', 'timeouts: { step: -1 }\nsteps: [initialize]', 1, 19, 'must be > 0, but is -1'],
    ['0 in words', 'timeouts: { step: 0.0s }\nsteps: [initialize]', 1, 19, '"0.0s" is no time above 0'],
    ['a timeout of 0', 'steps:\n  - initialize:\n    timeout: 0', 3, 14, 'must be > 0, but is 0'],
    ['no number', 'timeouts: { step: .nan }\nsteps: [initialize]', 1, 19, 'but is NaN'],
    ['a list for a time', 'steps:\n  - advance: [1]', 2, 14, 'a list is no time'],
    ['all the time there is', 'steps:\n  - advance: .inf', 2, 14, 'but is Infinity'],
    ['time that goes back', 'steps:\n  - advance: -5', 2, 14, 'must be >= 0, but is -5'],
    ['more time than there is', 'steps:\n  - advance: 1e300', 2, 14, 'must be <= 1000000000000'],
    ['the same in words', `steps:\n  - advance: ${'9'.repeat(400)}s`, 2, 14, 'is no time'],
    ['an endless delay', 'steps:\n  - fault: { on: im.login, delay: .inf }', 2, 35, 'but is Infinity'],
    ['an app key of blanks', 'appKey: "  "\nsteps: [initialize]', 1, 9, 'appKey: must not be empty'],
    ['a text for a mapping', 'steps:\n  - fault: bogus', 2, 12, 'fault: must be a mapping, but is "bogus"'],
    ['a list for an account', 'steps:\n  - loginIm: []', 2, 14, 'must be a text or a mapping, but is a list'],
    ['something for nothing', 'steps:\n  - recover: 1', 2, 14, 'must be nothing'],
    ['a missing field', 'steps:\n  - joinMeeting: { meetingNum: "1" }', 2, 18, '"displayName" is missing'],
    [
      'an unknown error kind',
      'steps:\n  - initialize:\n    expect: { error: netwrk }',
      3,
      22,
      'did you mean "network"?',
    ],
    [
      'an undeclared IM account',
      `${accounts}steps:\n  - loginIm: carol`,
      7,
      14,
      'the IM account "carol" is not declared',
    ],
    [
      'an undeclared meeting account',
      `${accounts}steps:\n  - signIn: { meeting: zed }`,
      7,
      24,
      'the meeting account "zed" is not declared',
    ],
    ['an undeclared room', `${accounts}steps:\n  - endRoom: "7"`, 7, 14, 'the room "7" is not declared'],
    [
      'two things at once',
      'steps:\n  - initialize:\n    recover:',
      3,
      5,
      'a step does one thing: initialize or recover',
    ],
    ['nothing at all', 'steps:\n  - as: x', 2, 5, 'a step does one thing'],
    ['a name nobody gave', 'steps:\n  - await: login', 2, 12, 'no earlier step begins a command as "login"'],
    [
      'an error of what cannot fail',
      'steps:\n  - advance: 1\n    expect: { error: busy }',
      3,
      15,
      'can end with an error',
    ],
  ])('%s', async (_, text, line, column, said) => {
    const { code, out, err } = await play(text);
    expect([code, out]).toEqual([exit.usage, '']);
    // Where the parser's stack ends depends on the machine.
    expect(err).toContain(`standard input:${line}:${column}${column && ': '}`);
    expect(err).not.toContain('call stack');
    expect(err).not.toContain('4711');
    expect(err.length).toBeLessThan(1000);
    expect(err).toContain(said);
  });

  test.each([
    ['to two IM accounts', 'ANN', 'bob', 'is bound to two IM accounts, "alice" and "bob"'],
    ['to nobody', 'zed', 'carol', 'the IM account "carol", which is not declared'],
    ['twice', 'ann', 'alice', 'is declared twice'],
  ])('a meeting account that is bound %s', async (_, userUuid, accid, said) => {
    const text = `accounts:
  im: [{ accid: alice, token: t }, { accid: bob, token: t }]
  meeting:
    - { userUuid: ann, token: t, accid: alice }
    - { userUuid: ${userUuid}, token: t, accid: ${accid} }
steps: [initialize]`;
    const { code, err } = await play(text);
    expect(code).toBe(exit.usage);
    expect(err).toMatch(/standard input:5:\d+: accounts\.meeting\[1\]\.accid: /);
    expect(err).toContain(said);
  });

  test('aliases that would take the memory away', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...[...'bcdefg'].map((k, i) => `${k}: &${k} [${`*${'abcdef'[i]},`.repeat(9)}]`),
    ];
    const { code, err } = await play(bomb.join('\n'));
    expect(code).toBe(exit.usage);
    expect(err).toContain('is not YAML');
  });

  test.each([
    ['nowhere.yaml', 'no such file'],
    ['.', 'is a folder'],
  ])('%s', async (file, said) => {
    expect(await cli(['run', file])).toMatchObject({ code: exit.usage, out: '', err: expect.stringContaining(said) });
  });
});

describe('a file as another system saves it', () => {
  const text = textOf('one-login.yaml');
  const place = mkdtempSync(join(tmpdir(), 'partyline-'));
  afterAll(() => rmSync(place, { recursive: true }));

  test.each([
    ['with a mark in front', Buffer.from(`\ufeff${text}`)],
    ['with the line ends of Windows', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['as PowerShell writes it', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('%s is read', async (_, bytes) => {
    const file = join(place, 'scenario.yaml');
    writeFileSync(file, bytes);
    expect(await cli(['run', file])).toMatchObject({ code: exit.ok, err: '' });
  });

  test('what is no text is not printed', async () => {
    const file = join(place, 'picture.yaml');
    writeFileSync(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 7, 7]));
    const err = `error: ${file}: is not a text file; save it as UTF-8\n`;
    expect(await cli(['run', file])).toEqual({ code: exit.usage, out: '', err });
  });
});

test('no text makes the command fail in any other way than it says', async () => {
  const words = examples.flatMap((name) => textOf(name).split(/(?=[\s:{}[\],])/));
  const mangled = fc
    .tuple(
      fc.constantFrom(...examples.map(textOf)),
      fc.nat(),
      fc.nat(30),
      fc.oneof(fc.constantFrom(...words), fc.string()),
    )
    .map(([text, at, drop, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + drop));
  await fc.assert(
    fc.asyncProperty(mangled, async (text) => {
      const { code, err } = await play(text);
      expect([exit.ok, exit.failed, exit.usage]).toContain(code);
      // Wrong usage names a place; anything else is told on standard output. A stack is never shown.
      if (code === exit.usage) expect(err).toMatch(/standard input(:\d+:\d+)?: /);
      else expect(err).toBe('');
    }),
    { numRuns: 300 },
  );
});

test('whatever is written for a time, it is played or refused with its place', async () => {
  const time = fc.oneof(
    fc.double().map((ms) => (Number.isNaN(ms) ? '.nan' : String(ms).replace('Infinity', '.inf'))),
    fc.constantFrom('0', '-0', '1e-300', '.inf', '-.inf', '.nan', '0ms', '0.000s', '9999999m', '1e3s', '~', '""'),
    fc.tuple(fc.nat(), fc.constantFrom('ms', 's', 'm')).map(([number, unit]) => number + unit),
  );
  const places = fc.constantFrom(
    ...['timeouts: { command: T }', 'timeouts: { step: T }'].map((line) => `${line}\nsteps: [initialize, signOut]`),
    'steps: [{ advance: T }, initialize]',
    'steps: [{ initialize: , timeout: T }]',
    'steps: [{ fault: { on: im.initialize, delay: T } }, initialize]',
    'steps: [{ fault: { on: im.initialize, answerDelay: T } }, initialize]',
  );
  await fc.assert(
    fc.asyncProperty(places, time, async (text, written) => {
      const { code, out, err } = await play(text.replace('T', () => written));
      if (code === exit.usage) expect(err).toMatch(/^error: standard input:\d:\d+: /);
      else expect([err, out]).toEqual(['', expect.stringContaining('as expected')]);
    }),
    { numRuns: 300 },
  );
});

test('a timeout that never comes is a timeout that the session takes', async () => {
  expect((await play('timeouts: { command: .inf, step: .inf }\nsteps: [initialize, signOut]')).code).toBe(exit.ok);
});

test('a scenario that is interrupted stops between two steps', async () => {
  const controller = new AbortController();
  const { code, out } = await cli(['run', `${folder}/one-login.yaml`], {
    interruptible: (work) => {
      controller.abort(exit.interrupted);
      return work(controller.signal);
    },
  });
  expect([code, out]).toEqual([exit.interrupted, '']);
});
