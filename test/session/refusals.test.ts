// The refusal table of the specification: which command is refused where, as what. Whatever is not named is permitted.
import { describe, expect, test } from 'vitest';
import { outcome } from '../regressions/app.ts';
import { ask, asked, askedNames } from './asked.ts';
import { type FlightName, flight } from './flights.ts';
import { atRest, inFlight, type Refused } from './refused.ts';
import { situations } from './situations.ts';

/** What the table says of a command. */
function said(table: Refused, label: string): string {
  const is = (entry: string) => (entry.endsWith('*') ? label.startsWith(entry.slice(0, -1)) : entry === label);
  return Object.keys(table).find((kind) => table[kind]?.some(is)) ?? 'ok';
}

describe.each(Object.entries(atRest))('%s', (name, table) => {
  const make = situations[name as keyof typeof situations];

  test('can() says what the table says', async () => {
    const { session } = await make();
    const answers = askedNames.map((label) => `${label}: ${asked(session, label)}`);
    expect(answers).toEqual(askedNames.map((label) => `${label}: ${said(table, label)}`));
  });

  test('a refused command rejects at once, changes nothing, asks nothing of a port, and is announced', async () => {
    const { session, clock, calls, events } = await make();
    for (const label of askedNames) {
      const kind = said(table, label);
      if (kind === 'ok') continue;
      const before = [session.snapshot, calls.length];
      events.length = 0;
      const call = ask(session, label);
      if (!call) continue;
      const done = outcome(call);
      await clock.settle();
      expect(done.now, label).toBe(kind);
      expect(done.error).toMatchObject({ command: label.split(' ')[0] });
      expect([session.snapshot, calls.length]).toEqual(before);
      expect(events).toEqual([`refused:${kind}`]);
    }
  });
});

describe.each(Object.entries(inFlight))('in flight: %s', (name, table) => {
  test('can() says what the table says', async () => {
    const { b } = await flight(name as FlightName);
    const answers = askedNames.map((label) => `${label}: ${asked(b.session, label)}`);
    expect(answers).toEqual(askedNames.map((label) => `${label}: ${said(table, label)}`));
  });
});

test('after dispose() everything is refused as disposed, and nothing is announced', async () => {
  const { session, events } = await situations['in a room, reused']();
  const gone = session.dispose();
  expect(askedNames.map((label) => asked(session, label))).toEqual(askedNames.map(() => 'disposed'));
  await gone;
  events.length = 0;
  expect(askedNames.map((label) => asked(session, label))).toEqual(askedNames.map(() => 'disposed'));
  expect(events).toEqual([]);
});

/** What is so already is no error: such a command resolves at once with the snapshot, and nothing is asked of a port. */
test.each([
  ['imReady', ['initialize', 'logoutMeeting', 'logoutIm', 'signOut', 'recover']],
  ['imLoggedIn, the session’s', ['initialize', 'loginIm ALICE', 'logoutMeeting', 'recover']],
  ['imLoggedIn, the host’s', ['initialize', 'loginIm alice', 'logoutMeeting', 'signOut', 'recover']],
  ['meetingLoggedIn, reused', ['initialize', 'loginIm alice', 'loginMeeting ANN', 'signIn ann', 'signIn alice ann']],
  ['in a room, reused', ['initialize', 'loginIm alice', 'loginMeeting ann', 'signIn ann', 'recover']],
  ['meetingLoggedIn, owned', ['initialize', 'loginMeeting ann', 'signIn ann', 'recover']],
  ['uninitialized', ['logoutMeeting', 'logoutIm', 'signOut']],
] as const)('%s: what is so already resolves at once', async (name, labels) => {
  const { session, clock, calls, events } = await situations[name]();
  for (const label of labels) {
    const before = [session.snapshot, calls.length];
    const done = outcome(ask(session, label) ?? Promise.reject());
    await clock.settle();
    expect(done.now, label).toBe('resolved');
    expect([session.snapshot, calls.length]).toEqual(before);
    expect(events.filter((event) => event.startsWith('refused'))).toEqual([]);
  }
});
