// No secret is on the wire, whatever a session is given and whatever its ports throw, answer and report.
import { inspect as print } from 'node:util';
import { createSession, type ReusePolicy, type Session } from '@partyline/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InspectionEvent } from 'xstate';
import { times } from '../../properties/seed.ts';
import { alice, ann, populated } from '../sessions.ts';
import { type Fate, hostile, reports, shapes } from './hostile.ts';
import { wire } from './wire.ts';

/** Secrets of every alphabet, so long that none is met by chance. */
const secret = fc
  .tuple(fc.constantFrom('$&-', '.*+?^', 'tök→', '\\d"', 'plain-'), fc.string({ unit: 'grapheme', maxLength: 12 }))
  .map(([start, rest]) => `~secret~${start}${rest}~`);

const secrets = fc.record({ token: secret, password: secret, provided: secret, reason: secret, foreign: secret });
type Secrets = typeof secrets extends fc.Arbitrary<infer S> ? S : never;

/** How a token is given: right, wrong, by a provider, by one that fails in some shape. */
const given = fc.oneof(
  fc.constantFrom('right', 'wrong', 'provided', 'providedWrong'),
  fc.nat({ max: shapes.length - 1 }),
);
type Given = typeof given extends fc.Arbitrary<infer G> ? G : never;

const token = (how: Given, right: string, s: Secrets) => {
  if (how === 'right') return right;
  if (how === 'wrong') return s.token;
  if (how === 'provided') return () => right;
  if (how === 'providedWrong') return async () => s.provided;
  return () => {
    throw shapes[how]?.(s.foreign);
  };
};

const step = fc.oneof(
  fc.record({ do: fc.constantFrom('initialize', 'recover', 'logoutIm', 'logoutMeeting', 'signOut', 'leaveMeeting') }),
  fc.record({ do: fc.constantFrom('loginIm', 'loginMeeting', 'signIn'), how: given, abort: fc.boolean() }),
  fc.record({ do: fc.constantFrom('joinMeeting', 'joinAnonymously', 'invalid'), abort: fc.boolean() }),
  fc.record({ do: fc.constant('report'), which: fc.nat({ max: reports.length - 1 }), shape: fc.nat({ max: 8 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function perform(session: Session, one: Step, s: Secrets, report: (which: number, shape: number) => void) {
  if ('which' in one) return report(one.which, one.shape);
  const leaving = new AbortController();
  const options = { signal: leaving.signal };
  const how = 'how' in one ? one.how : 'right';
  const im = { ...alice, token: token(how, alice.token, s) };
  const meeting = { ...ann, token: token(how, ann.token, s) };
  const room = { meetingNum: '100', displayName: 'Ann', password: s.password };
  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    loginIm: () => session.loginIm(im, options),
    loginMeeting: () => session.loginMeeting(meeting, options),
    signIn: () => session.signIn({ im, meeting }, options),
    joinMeeting: () => session.joinMeeting(room, options),
    joinAnonymously: () => session.joinAnonymously(room, options),
    // A token where an object belongs, a password where a room belongs.
    invalid: () => session.joinMeeting(Object.assign({ ...room, meetingNum: 7 }, { token: s.token }) as never),
    initialize: () => session.initialize(),
    recover: () => session.recover(),
    logoutIm: () => session.logoutIm(),
    logoutMeeting: () => session.logoutMeeting(),
    signOut: () => session.signOut(),
    leaveMeeting: () => session.leaveMeeting(),
  };
  calls[one.do]?.().catch(() => {});
  if ('abort' in one && one.abort) leaving.abort(new Error(s.reason, { cause: s.reason }));
}

const spelled = (text: string) => [text, JSON.stringify(text).slice(1, -1)];

/** What XState hands to an inspector, as far as it can be printed. */
function raw({ type, ...rest }: InspectionEvent): string {
  const { event, snapshot } = rest as unknown as Record<string, Record<string, unknown> | undefined>;
  const { context, input, output, error } = snapshot ?? {};
  return print({ type, event, context, input, output, error }, { depth: 8 });
}

test('no message of any session holds a secret', async () => {
  const { numRuns, seed } = times(400);
  const seen = {
    messages: 0,
    leaks: 0,
    events: new Set<string>(),
    kinds: new Set<string>(),
    states: new Set<string>(),
  };
  const fate: fc.Arbitrary<Fate> = fc.option(fc.nat({ max: shapes.length - 1 }), { freq: 3 });
  await fc.assert(
    fc.asyncProperty(
      secrets,
      fc.array(step, { minLength: 3, maxLength: 14, size: 'max' }),
      fc.array(fate, { maxLength: 20 }),
      fc.constantFrom<ReusePolicy>('required', 'off', 'auto'),
      async (s, steps, fates, reuse) => {
        const { ports, report } = hostile(populated(), fates, s.foreign);
        const told = wire();
        let leaked = false;
        const held = (text: string) => Object.values(s).some((one) => spelled(one).some((form) => text.includes(form)));
        const inspect = (event: InspectionEvent) => {
          leaked ||= held(raw(event));
          told.inspect(event);
        };
        const session = createSession(ports, { appKey: 'app', reuse, inspect });
        for (const one of steps) {
          perform(session, one, s, report);
          for (let turn = 0; turn < 30; turn++) await undefined;
        }
        await session.dispose();
        for (const text of told.texts) expect(held(text), text).toBe(false);
        seen.messages += told.texts.length;
        seen.leaks += Number(leaked);
        for (const one of told.messages) {
          if (one.type === '@xstate.event') seen.events.add(one.event.type);
          for (const [, kind] of JSON.stringify(one).matchAll(/"kind":"(\w+)"/g)) seen.kinds.add(kind ?? '');
          if (one.type === '@xstate.snapshot') seen.states.add(Object.keys(Object(one.snapshot.value))[0] ?? '');
        }
      },
    ),
    { numRuns, seed },
  );
  console.log(`${numRuns} sessions, ${seen.messages} messages; of ${seen.leaks} XState's own events held a secret`);
  // It proves nothing unless there was something to leak, and something was told.
  expect(seen.leaks).toBeGreaterThan(numRuns / 10);
  expect([...seen.states]).toEqual(
    expect.arrayContaining(['uninitialized', 'imReady', 'imLoggedIn', 'meetingLoggedIn', 'failed']),
  );
  expect([...seen.events]).toEqual(
    expect.arrayContaining(['command', 'abandon', 'im.credentialsRefused', 'meeting.roomLeft', 'call.over', 'unknown']),
  );
  expect([...seen.kinds]).toEqual(
    expect.arrayContaining(['network', 'badCredentials', 'aborted', 'adapter', 'member']),
  );
});
