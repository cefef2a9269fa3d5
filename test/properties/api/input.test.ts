// Every wrong argument, of any type, into every public function: a typed error, never anything else.
import { createMemoryCloud } from '@partyline/adapters/memory';
import { type CommandName, createSession, isSessionError, type Session } from '@partyline/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { times } from '../seed.ts';

const commands = [
  'initialize',
  'loginIm',
  'loginMeeting',
  'joinMeeting',
  'joinAnonymously',
  'leaveMeeting',
  'logoutMeeting',
  'logoutIm',
  'signIn',
  'signOut',
  'recover',
] as const satisfies readonly CommandName[];

const takes = ['loginIm', 'loginMeeting', 'joinMeeting', 'joinAnonymously', 'signIn'] as const;

function fresh() {
  const cloud = createMemoryCloud({ appKey: 'app' });
  cloud.server
    .addImAccount({ accid: 'alice', token: 'a' })
    .addMeetingAccount({ userUuid: 'ann', token: 'b', accid: 'alice' })
    .addRoom({ meetingNum: '100' });
  return { cloud, session: createSession(cloud.ports, { appKey: 'app' }) };
}

const thrownBy = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
};

const ended = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A short word for an error: whole worlds may hang on what a test throws. */
const said = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : typeof error);

function judge(error: unknown): void {
  if (error === undefined) return;
  if (!isSessionError(error) || error.kind !== 'invalidInput') throw new Error(said(error));
}

/** Whatever is read of it throws. */
const untouchable = Object.defineProperties(
  {},
  Object.fromEntries(
    ['accid', 'userUuid', 'token', 'meeting', 'meetingNum', 'im', 'appKey', 'reuse', 'signal', 'timeout'].map(
      (name) => [
        name,
        {
          enumerable: true,
          get(): never {
            throw new Error('do not touch');
          },
        },
      ],
    ),
  ),
);

/** Anything at all: also objects that throw when they are looked at. */
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
  // Not fc.func: it prints its arguments, and an inspector's are the whole actor system.
  fc.anything().map((value) => () => value),
  fc.constantFrom<unknown>(
    untouchable,
    { accid: 'alice', token: '' },
    { accid: '', token: 'a' },
    { accid: ' ', token: 'a' },
    { accid: 'alice', token: 1 },
    { userUuid: 'ann', token: null },
    { meetingNum: '', displayName: 'Me' },
    { meetingNum: '100', displayName: '' },
    { meetingNum: '100', displayName: 'Me', password: 5 },
    { meeting: { userUuid: 'ann', token: 'b' }, im: null },
    Symbol('argument'),
  ),
);

describe('commands', () => {
  test('a wrong argument or wrong options: rejects with a SessionError that names the command; nothing is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...commands), anything, anything, async (name, argument, options) => {
        const { session } = fresh();
        const run = session[name] as (...args: unknown[]) => Promise<unknown>;
        const error = await ended(run(argument, options));
        if (error !== undefined) {
          if (!isSessionError(error)) throw new Error(`${name} rejected with ${said(error)}`);
          if (error.command !== name) throw new Error(`${name}: the error is said of ${error.command}`);
        }
        await session.dispose();
      }),
      times(1500),
    );
  });

  const good = {
    accid: 'alice',
    userUuid: 'ann',
    token: 'a',
    meetingNum: '100',
    displayName: 'Me',
    meeting: { userUuid: 'ann', token: 'b' },
  };

  test.each(takes)('%s: no argument, null, and every field that is missing or empty', async (name) => {
    const { cloud, session } = fresh();
    await session.initialize();
    const asked = cloud.calls.all.length;
    const run = session[name] as (argument?: unknown) => Promise<unknown>;
    const fields = { loginIm: ['accid', 'token'], loginMeeting: ['userUuid', 'token'], signIn: ['meeting'] } as Record<
      string,
      string[]
    >;
    const wrong: unknown[] = [undefined, null, 1, 'text', [], true];
    for (const field of fields[name] ?? ['meetingNum', 'displayName']) {
      for (const value of [undefined, null, '', 0, {}, []]) wrong.push({ ...good, [field]: value });
    }
    for (const argument of wrong) {
      expect(await ended(run(argument)), JSON.stringify(argument)).toMatchObject({
        kind: 'invalidInput',
        command: name,
      });
    }
    expect(cloud.calls.all.length).toBe(asked);
  });

  test.each(commands)('%s: unknown options and options of a wrong type', async (name) => {
    const { session } = fresh();
    const takesOne = (takes as readonly string[]).includes(name);
    const run = session[name] as (...args: unknown[]) => Promise<unknown>;
    for (const options of [
      { timeOut: 5 },
      { timeout: '5' },
      { timeout: -1 },
      { timeout: Number.NaN },
      { timeout: 0 },
      { signal: {} },
      { signal: 5 },
      5,
      'x',
    ]) {
      const error = await ended(takesOne ? run(good, options) : run(options));
      expect(error, `${name} ${JSON.stringify(options)}`).toMatchObject({ kind: 'invalidInput' });
    }
    expect(session.snapshot.state).toBe('uninitialized');
  });
});

describe('everything else', () => {
  test('createSession: any ports, any options: throws a SessionError or works', () => {
    const { cloud } = fresh();
    const part = (good: unknown) => fc.oneof(anything, fc.constant(good));
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          fc.record({
            im: part(cloud.im),
            meeting: part(cloud.meeting),
            directory: part(undefined),
            clock: part(undefined),
          }),
        ),
        fc.oneof(
          anything,
          fc.record({ appKey: part('app'), reuse: part('auto'), timeouts: part({}), inspect: part(undefined) }),
        ),
        (ports, options) => {
          const error = thrownBy(() => createSession(ports as never, options as never));
          judge(error);
        },
      ),
      times(1000),
    );
  });

  test.each([
    ['no app key', {}],
    ['an empty app key', { appKey: '' }],
    ['an unknown policy', { appKey: 'app', reuse: 'sometimes' }],
    ['an unknown option', { appKey: 'app', resue: 'auto' }],
    ['an unknown timeout', { appKey: 'app', timeouts: { steps: 1 } }],
    ['a negative timeout', { appKey: 'app', timeouts: { step: -1 } }],
    ['a timeout that is no number', { appKey: 'app', timeouts: { command: '1' } }],
    ['timeouts that are none', { appKey: 'app', timeouts: 5 }],
    ['an inspector that is no function', { appKey: 'app', inspect: 1 }],
    ['an inspector that hears nothing', { appKey: 'app', inspect: {} }],
    ['an observer whose next is no function', { appKey: 'app', inspect: { next: 1 } }],
  ])('createSession refuses %s at once', (_, options) => {
    const { cloud } = fresh();
    expect(thrownBy(() => createSession(cloud.ports, options as never))).toMatchObject({ kind: 'invalidInput' });
  });

  test('can, on, until, subscribe: anything at all throws or rejects nothing but a SessionError', async () => {
    const { session } = fresh();
    const loose = session as unknown as Record<keyof Session, (...args: unknown[]) => unknown>;
    await fc.assert(
      fc.asyncProperty(anything, anything, anything, async (one, two, three) => {
        for (const run of [() => loose.can(one, two), () => loose.on(one, two, three), () => loose.subscribe(one)]) {
          judge(thrownBy(run));
        }
        const stop = new AbortController();
        const waiting = ended(loose.until(one, { signal: stop.signal }) as Promise<unknown>);
        stop.abort();
        const error = await waiting;
        if (typeof one !== 'function' && !isSessionError(error)) throw new Error(`until rejected with ${said(error)}`);
      }),
      times(500),
    );
    expect(session.snapshot.state).toBe('uninitialized');
    await session.dispose();
  });

  test.each([
    ['on: an event that does not exist', (s: Session) => s.on('nope' as never, () => {})],
    ['on: no listener', (s: Session) => s.on('kicked', 5 as never)],
    ['on: options that are none', (s: Session) => s.on('kicked', () => {}, 5 as never)],
    ['on: a signal that is none', (s: Session) => s.on('kicked', () => {}, { signal: 5 as never })],
    ['subscribe: no listener', (s: Session) => s.subscribe(5 as never)],
  ])('%s is refused at once', (_, run) => {
    const { session } = fresh();
    expect(thrownBy(() => run(session))).toMatchObject({ kind: 'invalidInput' });
  });

  test('until: no predicate, and options that are none', async () => {
    const { session } = fresh();
    expect(await ended(session.until(5 as never))).toMatchObject({ kind: 'invalidInput' });
    expect(await ended(session.until(() => true, 5 as never))).toMatchObject({ kind: 'invalidInput' });
    expect(await ended(session.until(() => true, { signal: {} as never }))).toMatchObject({ kind: 'invalidInput' });
  });

  test('can: a command that does not exist is refused as invalid input', () => {
    const { session } = fresh();
    expect(session.can('nope' as never)).toMatchObject({ ok: false, error: { kind: 'invalidInput' } });
    expect(session.can(undefined as never)).toMatchObject({ ok: false, error: { kind: 'invalidInput' } });
  });
});
