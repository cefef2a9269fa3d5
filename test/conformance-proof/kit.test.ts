// The kit itself: what it tells about a broken port, and how it treats whoever uses it wrongly.
import { ConformanceError, type ImWorld, imConformance, imSentences } from '@partyline/conformance';
import { SessionError } from '@partyline/core';
import { expect, test } from 'vitest';
import { imWorld } from '../adapters/memory/conformance-im-world.ts';

type Options = Parameters<typeof imConformance>[0];

/** The tests that the IM suite registers, by the id of their sentence. */
function registered(options: Partial<Options>) {
  const tests = new Map<string, () => Promise<void>>();
  const report = imConformance({
    test: (name, fn) => tests.set(name.split(':')[0] ?? '', fn),
    factory: () => imWorld(),
    patience: 5,
    ...options,
  });
  const run = async (id: string): Promise<unknown> => {
    const check = tests.get(id);
    if (!check) throw new Error(`${id} was not registered`);
    return check().then(
      () => undefined,
      (error: unknown) => error,
    );
  };
  return { report, run, ids: [...tests.keys()] };
}

const withPort = (change: Partial<ImWorld['port']>) => () => {
  const world = imWorld();
  return { ...world, port: { ...world.port, ...change } };
};

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

test('a hook that was promised and is not there is told as such, not as a fault of the port', async () => {
  const { run } = registered({ factory: () => ({ ...imWorld(), stage: {} }) });
  const error = await run('im/kicked-server');
  expect(error).not.toBeInstanceOf(ConformanceError);
  expect(String(error)).toContain("the factory's stage has no kick()");
});

test('a factory that fails is told as it is', async () => {
  const refusal = new Error('no server today');
  const { run } = registered({ factory: () => Promise.reject(refusal) });
  expect(await run('im/login-again')).toBe(refusal);
});

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

test.each([
  [{ capabilities: { kick: false } as Options['capabilities'] & object }, 'unknown capability "kick"'],
  [{ patience: 0 }, 'patience'],
  [{ patience: Number.NaN }, 'patience'],
])('a wrong option %o is refused at once', (options, message) => {
  expect(() => registered(options)).toThrow(message);
});
