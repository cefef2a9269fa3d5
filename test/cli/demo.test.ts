// The story, as a reader of its trace sees it: what it shows is what the session did.
import { exit, readChart } from '@partyline/cli';
import { describe, expect, test } from 'vitest';
import { cli, records } from './harness.ts';

const { root } = readChart();
const paths = root.states.flatMap(({ name, states }) => states.map((state) => `${name}.${state.name}`));

test.each(['en', 'zh'])('told in %s, it ends well, without a colour, without waiting for a reader', async (lang) => {
  const { code, out, err } = await cli(['demo', '--lang', lang]);
  expect([code, err]).toEqual([exit.ok, '']);
  expect(out).not.toContain('\u001b');
  for (const said of ['100004', '100005', '112001', 'kicked (otherClient)', 'meetingLoggedIn'])
    expect(out).toContain(said);
});

test('the language is the shell’s where nobody names one', async () => {
  const { out } = await cli(['demo'], { env: { LANG: 'zh_CN.UTF-8' } });
  expect(out).toBe((await cli(['demo', '--lang', 'zh'])).out);
});

describe('its trace', async () => {
  const trace = records(await cli(['demo', '--json', '--lang', 'en']));

  test('is versioned, and every state in it is one of the machine’s', () => {
    expect(new Set(trace.map(({ v }) => v))).toEqual(new Set([1]));
    const states = trace.filter((record) => record.type === 'state');
    expect(paths).toEqual(expect.arrayContaining(states.map(({ path }) => path)));
    expect(new Set(states.map(({ snapshot }) => snapshot.state))).toEqual(
      new Set(['uninitialized', 'imReady', 'imLoggedIn', 'meetingLoggedIn', 'failed']),
    );
  });

  test('refuses with the three codes, in the order of the vendor’s guide, and nothing else goes wrong', () => {
    const errors = trace.flatMap((record) => (record.type === 'settled' ? (record.error?.code ?? []) : []));
    expect(errors).toEqual([100004, 100005, 112001]);
    const explained = trace.flatMap((record) => (record.type === 'explanation' ? record.code : []));
    expect(explained).toEqual(errors);
    expect(trace.filter((record) => record.type === 'settled' && record.outcome !== 'resolved')).toHaveLength(3);
  });

  test('asks nothing of the kit where the answer is known beforehand', () => {
    expect(trace.flatMap((record) => (record.type === 'calls' ? [record.methods] : []))).toEqual([
      [],
      ['directory.boundAccid'],
      [],
    ]);
  });

  test('shows the two logins throw each other out, and the shared one survive the meeting', () => {
    const chat = trace.flatMap((record) => (record.type === 'sdk' ? [[record.chat, record.kit]] : []));
    expect(chat.slice(0, 5)).toEqual([
      ['loggedIn alice online', 'uninitialized'],
      ['ready', 'loggedIn ann'],
      ['loggedIn alice online', 'ready'],
      ['loggedIn alice online', 'loggedIn ann 100'],
      ['loggedIn alice online', 'ready'],
    ]);
  });

  test('is kicked, says so, and recovers', () => {
    const after = trace.slice(trace.findIndex((record) => record.type === 'scene' && record.scene === 'kick'));
    const states = after.flatMap((record) => (record.type === 'state' ? record.snapshot.state : []));
    const changes = states.filter((state, at) => state !== states[at - 1]);
    expect(changes.slice(-4)).toEqual(['failed', 'imReady', 'imLoggedIn', 'meetingLoggedIn']);
    expect(after.at(-1)).toMatchObject({ type: 'end', ok: true, unmet: 0 });
  });

  test('holds no token', () => {
    expect(JSON.stringify(trace)).not.toMatch(/-token/);
  });
});

test('on a terminal it is paced, and Ctrl-C ends it at once', async () => {
  const controller = new AbortController();
  let seen = '';
  const { code } = await cli(['demo'], {
    isTty: true,
    out: (text) => {
      seen += text;
      controller.abort(exit.interrupted);
    },
    interruptible: (work) => work(controller.signal),
  });
  expect(code).toBe(exit.interrupted);
  expect(seen).not.toContain('session.');
});
