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
const noText = (field: string) => `${field} must be a non-empty string`;
const noToken = (field: string) => `${field} must be a non-empty string or a function`;
const noTime = 'options.timeout must be a number above 0';

/** The command, what is said of its argument or its options, and these. */
const table: readonly (readonly [keyof Session, string, unknown, unknown])[] = [
  ['loginIm', 'loginIm must be an object', null, undefined],
  ['loginIm', 'loginIm must be an object', 5, undefined],
  ['loginIm', noText('loginIm.accid'), { ...alice, accid: ' ' }, undefined],
  ['loginIm', noText('loginIm.accid'), { ...alice, accid: 5 }, undefined],
  ['loginIm', noToken('loginIm.token'), { ...alice, token: '' }, undefined],
  ['loginIm', noToken('loginIm.token'), { ...alice, token: 5 }, undefined],
  ['loginIm', 'mine', unreadable, undefined],
  ['loginMeeting', noText('loginMeeting.userUuid'), { ...ann, userUuid: '' }, undefined],
  ['loginMeeting', noToken('loginMeeting.token'), { userUuid: 'ann' }, undefined],
  ['signIn', 'signIn must be an object', null, undefined],
  ['signIn', 'signIn.meeting must be an object', { im: alice }, undefined],
  ['signIn', 'signIn.im must be an object', { im: null, meeting: ann }, undefined],
  ['signIn', noText('signIn.im.accid'), { im: ann, meeting: ann }, undefined],
  ['signIn', noToken('signIn.meeting.token'), { im: alice, meeting: { userUuid: 'ann' } }, undefined],
  ['joinMeeting', 'joinMeeting must be an object', undefined, undefined],
  ['joinMeeting', noText('joinMeeting.meetingNum'), { ...room, meetingNum: '' }, undefined],
  ['joinAnonymously', noText('joinAnonymously.displayName'), { ...room, displayName: '\t' }, undefined],
  ['joinMeeting', 'joinMeeting.password must be a string', { ...room, password: 5 }, undefined],
  ['loginIm', 'options must be an object', alice, null],
  ['loginIm', 'options must be an object', alice, 5],
  ['loginIm', 'unknown options.timeuot; known are signal, timeout', alice, { timeuot: 5 }],
  ['loginIm', noTime, alice, { timeout: 0 }],
  ['loginIm', noTime, alice, { timeout: '5' }],
  ['loginIm', noTime, alice, { timeout: Number.NaN }],
  ['loginIm', 'options.signal must be an AbortSignal', alice, { signal: null }],
  ['loginIm', 'options.signal must be an AbortSignal', alice, { signal: {} }],
];

test.each(table)('%s: %s', async (name, message, argument, options) => {
  const { session, calls, events, clock } = bare();
  await soon(session.initialize());
  calls.length = 0;
  const run = session[name] as (argument: unknown, options: unknown) => Promise<unknown>;
  const done = outcome(run(argument, options));
  await clock.settle();
  expect([done.now, calls, events]).toEqual(['invalidInput', [], ['refused:invalidInput']]);
  expect(done.error).toMatchObject({ command: name, message });
});

test('on() and until() take a signal and nothing else', async () => {
  const { session } = bare();
  const wrong = { timeout: 5 } as never;
  const message = 'unknown options.timeout; known are signal';
  expect(() => session.on('failed', () => {}, wrong)).toThrow(message);
  await expect(session.until(() => true, wrong)).rejects.toThrow(message);
});

const { ports: healthy } = createMemoryCloud({ appKey: 'app' });

test.each<[string, unknown, unknown, string]>([
  ['ports that are none', null, {}, 'ports must be an object'],
  ['an unknown port', { imm: {} }, {}, 'unknown ports.imm; known are im, meeting, directory, clock'],
  ['no port', {}, {}, 'ports.im must be an object'],
  ['a port that lacks a method', { ...healthy, im: {} }, {}, 'ports.im.status must be a function'],
  ['timeouts that are none', healthy, { appKey: 'app', timeouts: 5 }, 'options.timeouts must be an object'],
  ['an unknown policy', healthy, { appKey: 'app', reuse: 'on' }, 'options.reuse must be required, off or auto'],
  ['options that are none', healthy, null, 'options must be an object'],
  ['a misspelt option', healthy, { apKey: 'app' }, 'unknown options.apKey; known are appKey, reuse, timeouts, inspect'],
])('createSession with %s is told so at once', (_, ports, options, message) => {
  expect(() => createSession(ports as never, options as never)).toThrow(message);
});

const methods = {
  im: ['status', 'initialize', 'login', 'logout', 'subscribe', 'close'],
  meeting: ['status', 'initialize', 'login', 'logout', 'subscribe', 'close', 'join', 'joinAnonymously', 'leave'],
  directory: ['boundAccid'],
  clock: ['setTimeout', 'clearTimeout'],
};

test.each(Object.entries(methods).flatMap(([port, names]) => names.map((name) => [port, name] as const)))(
  'createSession without ports.%s.%s names it',
  (port, name) => {
    const whole = Object.fromEntries(methods[port as keyof typeof methods].map((method) => [method, () => {}]));
    const ports = { ...healthy, [port]: { ...whole, [name]: undefined } };
    expect(() => createSession(ports as never, { appKey: 'app' })).toThrow(`ports.${port}.${name} must be a function`);
  },
);

test.each([
  ['another name', { ...room, displayName: 'You' }, 'busy'],
  ['what reads the same when run together', { meetingNum: '1', displayName: '00Me' }, 'busy'],
  ['another password', { ...room, password: 'x' }, 'busy'],
  ['another spelling', { ...room, displayName: 'ME' }, 'busy'],
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
