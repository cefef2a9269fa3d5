// A command that needs the IM's connection waits while it is down, for as long as the command may take.
import { expect, test } from 'vitest';
import { alice, ann, outcome, room } from '../regressions/app.ts';
import { type Bare, bare, line, online, soon } from './bare.ts';

const drops = ({ happens, truth: { im } }: Bare) =>
  happens({ im: { ...im, line: 'reconnecting' } as typeof im }, 'im', { type: 'lineDown' });
const heals = ({ happens, truth: { im } }: Bare) =>
  happens({ im: { ...im, line: 'online' } as typeof im }, 'im', { type: 'lineUp' });

async function begun(directory: boolean, ...commands: readonly ('loginIm' | 'loginMeeting')[]) {
  const b = bare({ directory });
  await soon(b.session.initialize());
  for (const command of commands)
    await (command === 'loginIm' ? b.session.loginIm(alice) : b.session.loginMeeting(ann));
  return b;
}

const needing = [
  ['loginMeeting', ['loginIm'], (b: Bare, o?: object) => b.session.loginMeeting(ann, o), 'meeting.login'],
  ['signIn', ['loginIm'], (b: Bare, o?: object) => b.session.signIn({ meeting: ann }, o), 'meeting.login'],
  ['joinMeeting', ['loginIm', 'loginMeeting'], (b: Bare, o?: object) => b.session.joinMeeting(room, o), 'meeting.join'],
] as const;

test.each(needing)('%s waits for the line, then goes on', async (_, before, run, method) => {
  const b = await begun(false, ...before);
  drops(b);
  b.calls.length = 0;
  const done = outcome(run(b));
  await b.clock.advance(29_000);
  expect([done.now, b.calls]).toEqual(['pending', []]);
  expect(b.session.snapshot.busy).not.toBe(null);
  heals(b);
  await b.clock.settle();
  expect([done.now, b.calls]).toEqual(['resolved', [method]]);
  expect(b.session.snapshot.im?.line).toBe('online');
  expect(b.events).toEqual(['lineDown', 'lineUp']);
});

test.each(needing)('%s: the wait counts, and ends when the command’s time is up', async (_, before, run) => {
  const b = await begun(false, ...before);
  drops(b);
  const was = line(b.session.snapshot);
  b.calls.length = 0;
  const done = outcome(run(b, { timeout: 1_000 }));
  await b.clock.advance(1_000);
  expect([done.now, b.calls, b.session.snapshot.busy]).toEqual(['timeout', [], null]);
  expect(line(b.session.snapshot)).toBe(was);
});

test.each(needing)('%s: a teardown cuts in on the wait, an abort ends it', async (name, before, run) => {
  const b = await begun(false, ...before);
  drops(b);
  const stop = new AbortController();
  const one = outcome(run(b, { signal: stop.signal }));
  await b.clock.settle();
  stop.abort();
  await b.clock.settle();
  expect([one.now, b.session.snapshot.busy]).toEqual(['aborted', null]);
  const two = outcome(run(b));
  await b.clock.settle();
  const out = outcome(name === 'joinMeeting' ? b.session.logoutMeeting() : b.session.logoutIm());
  await b.clock.settle();
  expect([two.now, out.now]).toEqual(['superseded', 'resolved']);
});

test('the line drops while the directory is asked: the kit is asked when it is back, the directory not again', async () => {
  const b = await begun(true, 'loginIm');
  const go = b.hold('directory.boundAccid');
  b.calls.length = 0;
  const done = outcome(b.session.loginMeeting(ann));
  await b.clock.settle();
  drops(b);
  go();
  await b.clock.settle();
  expect([done.now, b.calls]).toEqual(['pending', ['directory.boundAccid']]);
  heals(b);
  await b.clock.settle();
  expect([done.now, b.calls]).toEqual(['resolved', ['directory.boundAccid', 'meeting.login']]);
});

test.each<[string, () => unknown, string]>([
  ['her account', () => 'alice', 'resolved'],
  ['her account, spelled otherwise', () => 'ALICE', 'resolved'],
  ['nothing', () => undefined, 'resolved'],
  ['that it fails', () => Promise.reject(new Error('down')), 'resolved'],
  ['another account', () => 'bob', 'accountMismatch'],
])('the directory says %s: %s', async (_, says, ending) => {
  const b = await begun(true, 'loginIm');
  const refused: unknown[] = [];
  b.session.on('refused', (event) => refused.push(event));
  b.act('directory.boundAccid', says);
  b.calls.length = 0;
  const done = outcome(b.session.loginMeeting(ann));
  await b.clock.settle();
  expect(done.now).toBe(ending);
  const asked = ending === 'resolved' ? ['directory.boundAccid', 'meeting.login'] : ['directory.boundAccid'];
  expect(b.calls).toEqual(asked);
  expect(b.events).toEqual(ending === 'resolved' ? [] : ['refused:accountMismatch']);
  if (ending === 'resolved') return;
  expect(done.error).toMatchObject({ code: 100005, command: 'loginMeeting' });
  expect(refused).toMatchObject([{ command: 'loginMeeting', error: { code: 100005, command: 'loginMeeting' } }]);
});

test('a directory that never answers does not hold a login up for longer than a step', async () => {
  const b = await begun(true, 'loginIm');
  b.act('directory.boundAccid', () => new Promise(() => {}));
  const done = outcome(b.session.loginMeeting(ann));
  await b.clock.advance(4_999);
  expect(done.now).toBe('pending');
  await b.clock.advance(1);
  expect(done.now).toBe('resolved');
  // Nor is anything that comes later held up by it.
  expect(b.session.snapshot).toMatchObject({ state: 'meetingLoggedIn', busy: null });
  await b.clock.advance(60_000);
  expect(b.session.snapshot).toMatchObject({ state: 'meetingLoggedIn', busy: null });
});

test.each(['off', 'auto'] as const)(
  'mode owned (%s): the line is the kit’s affair, nobody waits for it',
  async (reuse) => {
    const b = bare({ reuse });
    await soon(b.session.initialize());
    await soon(b.session.loginMeeting(ann));
    expect(b.truth.im).toEqual(online('alice'));
    drops(b);
    expect(b.session.snapshot.im).toMatchObject({ owner: 'kit', line: 'reconnecting' });
    const join = outcome(b.session.joinMeeting(room));
    await b.clock.settle();
    expect(join.now).toBe('pending');
    heals(b);
    await b.clock.settle();
    expect(join.now).toBe('resolved');
  },
);
