import { exit } from '@partyline/cli';
import { errorKinds, explain, knownCodes } from '@partyline/core/explain';
import { describe, expect, test } from 'vitest';
import { cli } from './harness.ts';

/** Without the line breaks and the indentation that the terminal's width brings. */
const flat = (text: string) => text.replaceAll(/\s+/g, '');

describe.each(['en', 'zh'] as const)('explain in %s', (lang) => {
  test.each([...errorKinds, ...knownCodes])('%s', async (asked) => {
    const { code, out, err } = await cli(['explain', asked, '--lang', lang]);
    expect([code, err]).toEqual([exit.ok, '']);
    for (const said of Object.values(explain(asked, lang))) expect(flat(out)).toContain(flat(said));
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('without an error it lists every kind with its title', async () => {
    const { code, out } = await cli(['explain', '--lang', lang]);
    expect(code).toBe(exit.ok);
    for (const kind of errorKinds) expect(out).toMatch(new RegExp(`^${kind} +\\S`, 'm'));
    for (const kind of errorKinds) expect(out).toContain(explain(kind, lang).title);
  });
});

test.each([
  ['10005', 'Did you mean 100005?'],
  ['accountMismach', 'Did you mean accountMismatch?'],
  ['what on earth', 'partyline explain lists every kind'],
  ['__proto__', 'nobody here knows'],
])('%s is nothing that is known, and the answer helps', async (asked, hint) => {
  const { code, out, err } = await cli(['explain', asked, '--lang', 'en']);
  expect(code).toBe(exit.failed);
  expect(out).not.toBe('');
  expect(err).toContain(hint);
});

test.each(['99', '9', '405', '4711', '-99', '100', 'no'])(
  '%s is like nothing, and nothing is guessed',
  async (asked) => {
    const { code, err } = await cli(['explain', asked, '--lang', 'en']);
    expect([code, err.includes('Did you mean')]).toEqual([exit.failed, false]);
  },
);

test('a kind may be written in any case', async () => {
  expect((await cli(['explain', 'IMNOTLOGGEDIN', '--lang', 'en'])).out).toContain(explain('imNotLoggedIn', 'en').title);
});

test('--json is one object a line', async () => {
  const one = JSON.parse((await cli(['explain', '100005', '--json', '--lang', 'en'])).out);
  expect(one).toEqual({ v: 1, type: 'explanation', asked: '100005', known: true, ...explain('100005', 'en') });
  const { out } = await cli(['explain', '--json']);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind),
  ).toEqual(errorKinds);
});
