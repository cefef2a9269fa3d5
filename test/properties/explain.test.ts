import { type ErrorKind, SessionError } from '@partyline/core';
import { type Explanation, errorKinds, explain, knownCodes, type Language } from '@partyline/core/explain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** Written down once more, so that a kind cannot go missing: the compiler compares it with the type. */
const everyKind: { readonly [K in ErrorKind]: true } = {
  disposed: true,
  invalidInput: true,
  notInitialized: true,
  sessionFailed: true,
  anonymousUnderReuse: true,
  imNotManaged: true,
  busy: true,
  imNotLoggedIn: true,
  imOccupied: true,
  alreadyLoggedIn: true,
  notLoggedIn: true,
  notInMeeting: true,
  alreadyInMeeting: true,
  appMismatch: true,
  accountMismatch: true,
  aborted: true,
  superseded: true,
  timeout: true,
  network: true,
  badCredentials: true,
  credentialsExpired: true,
  accountDisabled: true,
  kicked: true,
  meetingLost: true,
  rateLimited: true,
  meetingNotFound: true,
  meetingLocked: true,
  badMeetingPassword: true,
  unsupported: true,
  adapter: true,
  vendor: true,
};
const kinds = Object.keys(everyKind) as ErrorKind[];
const languages: readonly Language[] = ['zh', 'en'];
const parts = ['title', 'what', 'why', 'fix'] as const;
const text = (explanation: Explanation) => parts.map((part) => explanation[part]).join('\n');

describe.each(languages)('in %s', (language) => {
  test('every kind has a text of its own, in every part', () => {
    expect([...errorKinds].sort()).toEqual([...kinds].sort());
    for (const part of parts) {
      const said = kinds.map((kind) => explain(kind, language)[part]);
      for (const sentence of said) expect(sentence.trim()).toMatch(/.{4,}/);
      expect(new Set(said).size).toBe(kinds.length);
    }
  });

  test('an error is explained as its kind, and by its code where it has one', () => {
    for (const kind of kinds) {
      const plain = explain(kind, language);
      const error = new SessionError(kind, { message: 'what the user typed' });
      const { why, fix } = explain(error, language);
      expect({ why, fix }).toEqual({ why: plain.why, fix: plain.fix });
      expect(text(explain(error, language))).not.toContain('what the user typed');
      expect(explain(error, language).title.includes(String(error.code))).toBe(error.code !== undefined);
      const vendor = { name: 'x', surface: 'y', code: 987654 };
      expect(explain(new SessionError(kind, { vendor }), language).title).toContain('987654');
    }
  });

  test('every known code is explained as a kind, and no two codes in the same words', () => {
    const said = knownCodes.map((code) => text(explain(code, language)));
    expect(new Set(said).size).toBe(knownCodes.length);
    const fixes = new Set(kinds.map((kind) => explain(kind, language).fix));
    for (const code of knownCodes) {
      const explanation = explain(code, language);
      expect(fixes).toContain(explanation.fix);
      expect(explanation.title).toContain(code);
      if (/^-?\d+$/.test(code)) expect(explain(Number(code), language)).toEqual(explanation);
    }
  });

  test('anything at all gets an answer, in every part, and never throws', () => {
    const { proxy, revoke } = Proxy.revocable(new Error(), {});
    revoke();
    const odd = [proxy, '', ' ', '__proto__', 'constructor', 'toString', Number.NaN, 0, -0, 1e21, Symbol('x'), 10n];
    const isAnswered = (thing: unknown) => {
      const explanation = explain(thing, language);
      for (const part of parts) expect(explanation[part].trim()).not.toBe('');
    };
    for (const thing of odd) isAnswered(thing);
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.string(), fc.integer()), isAnswered));
  });

  test('a code that nobody knows is named in the answer', () => {
    expect(explain(123456789, language).title).toContain('123456789');
    expect(explain('123456789', language)).toEqual(explain(123456789, language));
  });

  test('spaces around a code do not matter, an empty one is no code, a long one is cut', () => {
    expect(explain(' 100005 ', language)).toEqual(explain(100005, language));
    expect(explain('  ', language)).toEqual(explain(undefined, language));
    expect(explain('x'.repeat(1000), language).what.length).toBeLessThan(200);
  });

  test('an error of a newer version, with a kind that is unknown here, is not mistaken for a known one', () => {
    const newer = Object.assign(new Error('x'), { name: 'SessionError', kind: 'toString' });
    expect(explain(newer, language)).toEqual(explain({}, language));
  });
});

test('an unknown language is answered in English', () => {
  for (const language of ['fr', 'toString', ''] as unknown as Language[]) {
    expect(explain('busy', language)).toEqual(explain('busy', 'en'));
  }
});

const everything = (language: Language) =>
  [...kinds, ...knownCodes, 'nobody knows', undefined].map((problem) => text(explain(problem, language)));

test('English is written without Chinese characters', () => {
  for (const said of everything('en')) expect(said).not.toMatch(/[\u2e80-\u9fff\uff00-\uffef]/);
});

test('Chinese is typeset as Chinese: full-width punctuation, a space between Chinese and Latin words', () => {
  for (const said of everything('zh')) {
    expect(said).toMatch(/\p{Script=Han}/u);
    expect(said).not.toMatch(/\p{Script=Han}[,.:;?!()]/u);
    expect(said).not.toMatch(/[,;?!]\s*\p{Script=Han}/u);
    expect(said).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
  }
});

// The vendor's tables, as its documents and SDKs have them.
test.each<[number | string, ErrorKind]>([
  [100004, 'imNotLoggedIn'],
  [100005, 'accountMismatch'],
  [112001, 'anonymousUnderReuse'],
  [1801, 'imNotLoggedIn'],
  [1802, 'accountMismatch'],
  [102302, 'badCredentials'],
  [102404, 'badCredentials'],
  [102422, 'accountDisabled'],
  [101303, 'badCredentials'],
  [302, 'badCredentials'],
  [422, 'accountDisabled'],
  [416, 'rateLimited'],
  [417, 'kicked'],
  [191002, 'superseded'],
  [191003, 'badCredentials'],
  [191005, 'timeout'],
  [192001, 'network'],
  [192004, 'timeout'],
  [-3, 'network'],
  [-6, 'alreadyInMeeting'],
  [-102, 'alreadyLoggedIn'],
  [402, 'badCredentials'],
  [1019, 'meetingLocked'],
  [1020, 'badMeetingPassword'],
  [1026, 'credentialsExpired'],
  [1027, 'badCredentials'],
  [3104, 'meetingNotFound'],
  [3432, 'unsupported'],
  [600420, 'unsupported'],
  [406, 'credentialsExpired'],
  [409, 'vendor'],
  [700, 'vendor'],
  [701, 'badCredentials'],
  [704, 'badCredentials'],
  ['nim is null', 'notInitialized'],
])('%s is %s', (code, kind) => {
  for (const language of languages) expect(explain(code, language).fix).toBe(explain(kind, language).fix);
});
