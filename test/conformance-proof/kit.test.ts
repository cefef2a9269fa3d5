// The kit itself: what it tells about a broken port, and what it does not hold against a port that is built otherwise.
import {
  ConformanceError,
  directoryConformance,
  imConformance,
  imSentences,
  meetingConformance,
} from '@partyline/conformance';
import { SessionError } from '@partyline/core';
import { expect, test } from 'vitest';
import { imWorld } from '../adapters/memory/conformance-im-world.ts';
import { meetingWorld } from '../adapters/memory/conformance-meeting-world.ts';
import { directoryWorld } from '../adapters/memory/conformance-server-worlds.ts';
import { registered, silent, withPort, withStage } from './registered.ts';

test('a broken sentence is told with what was expected, what was seen, and what was thrown', async () => {
  const refusal = new SessionError('vendor', { message: 'went wrong' });
  const { run } = registered({ factory: withPort({ login: () => Promise.reject(refusal) }) });
  const error = await run('im/login-wrong-token');
  if (!(error instanceof ConformanceError)) throw error;
  expect(error).toMatchObject({
    sentence: 'im/login-wrong-token',
    expected: 'login() rejects with SessionError badCredentials',
    seen: 'SessionError vendor "went wrong"',
    cause: refusal,
  });
  expect(error.message).toContain(`expected: ${error.expected}`);
  expect(error.message).toContain(error.says);
});

test('a call that is never answered is told, and nobody waits longer than the patience', async () => {
  const { run } = registered({ factory: withPort({ login: () => new Promise(() => {}) }) });
  expect(await run('im/login-names-account')).toMatchObject({ seen: 'it never happened' });
});

test('an event that never comes is told with those that came', async () => {
  const { run } = registered({ factory: withPort({ subscribe: () => () => {} }) });
  expect(await run('im/event-logged-in')).toMatchObject({
    expected: expect.stringContaining('"loggedIn"'),
    seen: 'only []',
  });
});

test('a port that throws at its caller is told', async () => {
  const thrown = new Error('synchronously');
  const login = () => {
    throw thrown;
  };
  const { run } = registered({ factory: withPort({ login }) });
  expect(await run('im/login-names-account')).toMatchObject({ name: 'ConformanceError', cause: thrown });
});

test('what is switched off is skipped and reported; everything else is registered', () => {
  const { report, ids } = registered({ capabilities: { host: false, kickQuiet: false, line: true } });
  const skipped = imSentences.filter(({ needs = [] }) => needs.includes('host') || needs.includes('kickQuiet'));
  expect(skipped.length).toBeGreaterThan(1);
  expect(report.skipped.map(({ id }) => id)).toEqual(skipped.map(({ id }) => id));
  expect(report.checked.map(({ id }) => id)).toEqual(ids);
  expect(report.checked.length + report.skipped.length).toBe(imSentences.length);
});

test('a port that answers without a promise is told so', async () => {
  const login: () => never = () => undefined as never;
  const { run } = registered({ factory: withPort({ login }) });
  expect(await run('im/login-names-account')).toMatchObject({ expected: 'login() answers with a promise' });
  expect(await run('im/login-aborted-during')).toMatchObject({ expected: 'login() answers with a promise' });
});

test('a call that never gets to the slow server is told, and one that is answered before it could be given up', async () => {
  const slow = expect.stringContaining('is still under way');
  const lost = registered({
    factory: () => ({ ...withPort({ login: silent })(), ...withStage({ arrived: silent })() }),
  });
  expect(await lost.run('im/close-settles-calls')).toMatchObject({
    expected: slow,
    seen: expect.stringContaining('arrived()'),
  });
  const hasty = registered({ factory: withStage({ slowDown: async () => {} }) });
  expect(await hasty.run('im/close-no-late-effect')).toMatchObject({ expected: slow, seen: 'it had resolved by then' });
});

test('what holds itself is told as well', async () => {
  const ring: { self?: unknown } = {};
  ring.self = ring;
  const { run } = registered({ factory: withPort({ login: () => Promise.reject(ring) }) });
  expect(await run('im/login-wrong-token')).toMatchObject({ seen: '{ self: (itself) }' });
});

test('what can not be read leaks nothing', async () => {
  const cause = Object.defineProperty({}, 'request', {
    get() {
      throw new TypeError('Illegal invocation');
    },
  });
  const vendor = { name: 'acme', surface: 'im', code: 1 };
  const refusal = new SessionError('badCredentials', { cause, vendor });
  const { run } = registered({ factory: withPort({ login: () => Promise.reject(refusal) }) });
  expect(await run('im/error-no-token')).toBeUndefined();
});

/** The same port, whose calls nobody can give up. */
function deaf<P extends object>(port: P): P {
  const calm = new AbortController().signal;
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...given: readonly unknown[]) =>
        method(...given.map((value) => (value instanceof AbortSignal ? calm : value)));
    },
  });
}

test('a port that ignores its signals keeps every sentence but those that need `abort`', async () => {
  const broken: string[] = [];
  const expected: string[] = [];
  type Checked = { readonly checked: readonly { readonly id: string; readonly needs: readonly string[] }[] };
  const look = async (suite: (test: (name: string, fn: () => Promise<void>) => unknown) => Checked) => {
    const tests: Array<() => Promise<void>> = [];
    const { checked } = suite((_, fn) => tests.push(fn));
    expected.push(...checked.filter(({ needs }) => needs.includes('abort')).map(({ id }) => id));
    for (const check of tests) await check().catch((error: ConformanceError) => broken.push(error.sentence));
  };
  const patience = 5;
  await look((test) => imConformance({ test, patience, factory: () => deafened(imWorld()) }));
  await look((test) => meetingConformance({ test, patience, factory: () => deafened(meetingWorld()) }));
  await look((test) => directoryConformance({ test, patience, factory: () => deafened(directoryWorld()) }));
  expect(broken).toEqual(expected);
  expect(expected).toHaveLength(16);
});

function deafened<W extends { readonly port: object }>(world: W): W {
  return { ...world, port: deaf(world.port) };
}

test('every sentence gets a world of its own, which is disposed of whatever came of it', async () => {
  let [made, disposed] = [0, 0];
  const broken = new SessionError('vendor');
  const factory = () => {
    made++;
    const world = withPort({ login: () => Promise.reject(broken) })();
    return { ...world, dispose: async () => void disposed++ };
  };
  const { run, ids } = registered({ factory });
  for (const id of ids) await run(id);
  expect([made, disposed]).toEqual([ids.length, ids.length]);
});
