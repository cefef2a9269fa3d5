// Wrong arguments and options: refused, and told what is wrong with them.
import { createMemoryCloud } from '@partyline/adapters/memory';
import { createSession, type Session } from '@partyline/core';
import { expect, test } from 'vitest';
import { alice, ann, outcome, room } from '../regressions/app.ts';
import { bare, soon } from './bare.ts';

const unreadable = {
  get accid(): string {
    throw new Error('mine');
  },
  token: 'x',
};
const noToken = 'token must be a non-empty string, or a function that answers one';

/** The command, what is said of its argument or its options, and these. */
const table: readonly (readonly [keyof Session, string, unknown, unknown])[] = [
  ['loginIm', 'the account must be an object', null, undefined],
  ['loginIm', 'the account must be an object', 5, undefined],
  ['loginIm', 'accid must be a non-empty string', { ...alice, accid: ' ' }, undefined],
  ['loginIm', 'accid must be a non-empty string', { ...alice, accid: 5 }, undefined],
  ['loginIm', noToken, { ...alice, token: '' }, undefined],
  ['loginIm', noToken, { ...alice, token: 5 }, undefined],
  ['loginIm', 'the argument cannot be read', unreadable, undefined],
  ['loginMeeting', 'userUuid must be a non-empty string', { ...ann, userUuid: '' }, undefined],
  ['loginMeeting', noToken, { userUuid: 'ann' }, undefined],
  ['signIn', 'the request must be an object', null, undefined],
  ['signIn', 'the account must be an object', { im: alice }, undefined],
  ['signIn', 'the account must be an object', { im: null, meeting: ann }, undefined],
  ['joinMeeting', 'the request must be an object', undefined, undefined],
  ['joinMeeting', 'meetingNum must be a non-empty string', { ...room, meetingNum: '' }, undefined],
  ['joinAnonymously', 'displayName must be a non-empty string', { ...room, displayName: '\t' }, undefined],
  ['joinMeeting', 'password must be a string', { ...room, password: 5 }, undefined],
  ['loginIm', 'options must be an object', alice, null],
  ['loginIm', 'options must be an object', alice, 5],
  ['loginIm', 'unknown options: timeuot; known are signal, timeout', alice, { timeuot: 5 }],
  ['loginIm', 'timeout must be a number of milliseconds above 0', alice, { timeout: 0 }],
  ['loginIm', 'timeout must be a number of milliseconds above 0', alice, { timeout: '5' }],
  ['loginIm', 'timeout must be a number of milliseconds above 0', alice, { timeout: Number.NaN }],
  ['loginIm', 'signal must be an object', alice, { signal: null }],
  ['loginIm', 'signal.addEventListener must be a function', alice, { signal: {} }],
];

test.each(table)('%s: %s', async (name, message, argument, options) => {
  const { session, calls, events, clock } = bare();
  await soon(session.initialize());
  calls.length = 0;
  const run = session[name] as (argument: unknown, options: unknown) => Promise<unknown>;
  const done = outcome(run(argument, options));
  await clock.settle();
  expect([done.now, calls, events]).toEqual(['invalidInput', [], ['refused:invalidInput']]);
  expect(done.error).toMatchObject({ command: name, message: `invalidInput: ${message}` });
});

test('on() and until() take a signal and nothing else', async () => {
  const { session } = bare();
  const wrong = { timeout: 5 } as never;
  const message = 'invalidInput: unknown options: timeout; known are signal';
  expect(() => session.on('failed', () => {}, wrong)).toThrow(message);
  await expect(session.until(() => true, wrong)).rejects.toThrow(message);
});

const { ports: healthy } = createMemoryCloud({ appKey: 'app' });

test.each<[string, unknown, unknown, string]>([
  ['ports that are none', null, {}, 'ports must be an object'],
  ['an unknown port', { imm: {} }, {}, 'unknown ports: imm; known are im, meeting, directory, clock'],
  ['no port', {}, {}, 'ports.im.status must be a function'],
  ['options that are none', healthy, null, 'options must be an object'],
  [
    'a misspelt option',
    healthy,
    { apKey: 'app' },
    'unknown options: apKey; known are appKey, reuse, timeouts, inspect',
  ],
])('createSession with %s is told so at once', (_, ports, options, message) => {
  expect(() => createSession(ports as never, options as never)).toThrow(`invalidInput: ${message}`);
});

test.each([
  ['another name', { ...room, displayName: 'You' }, 'busy'],
  ['what reads the same when run together', { meetingNum: '1', displayName: '00Me' }, 'busy'],
  ['another password', { ...room, password: 'x' }, 'busy'],
  ['the same', { ...room }, 'resolved'],
])('two calls share a flight only with the same arguments: %s', async (_, other, ending) => {
  const b = bare();
  await soon(b.session.signIn({ im: alice, meeting: ann }));
  const go = b.hold('meeting.join');
  const first = outcome(b.session.joinMeeting(room));
  const second = outcome(b.session.joinMeeting(other));
  await b.clock.settle();
  go();
  await b.clock.settle();
  expect([first.now, second.now]).toEqual(['resolved', ending]);
  expect(b.calls.filter((call) => call === 'meeting.join')).toHaveLength(1);
});
