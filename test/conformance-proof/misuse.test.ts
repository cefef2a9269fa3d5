// Whoever uses the kit wrongly is told what to mend, at once or in the test that it concerns.
import {
  accountsConformance,
  directoryConformance,
  type ImWorld,
  imConformance,
  WorldError,
} from '@partyline/conformance';
import { SessionError } from '@partyline/core';
import { expect, test } from 'vitest';
import { imWorld } from '../adapters/memory/conformance-im-world.ts';
import { accountsWorld, directoryWorld } from '../adapters/memory/conformance-server-worlds.ts';
import { type Options, registered, silent, withPort, withStage } from './registered.ts';

test('a hook that was promised and is not there is told as such, not as a fault of the port', async () => {
  const { run } = registered({ factory: () => ({ ...imWorld(), stage: {} }) });
  const error = await run('im/kicked-server');
  expect(error).toBeInstanceOf(WorldError);
  expect(String(error)).toContain("the factory's stage has no kick()");
});

test('a hook that fails is told as the fault of the stage, with what it threw', async () => {
  const refusal = new Error('no such account');
  const kick = () => Promise.reject(refusal);
  const error = await registered({ factory: withStage({ kick }) }).run('im/kicked-server');
  expect(error).toBeInstanceOf(WorldError);
  expect(error).toMatchObject({ message: expect.stringContaining("the stage's kick() failed: Error"), cause: refusal });
});

test.each([
  ['is missing', undefined, 'has no arrived()'],
  ['fails', () => Promise.reject(new Error('no such call')), "the stage's arrived() failed"],
])('arrived() that %s is told as the fault of the world', async (_, arrived, message) => {
  const error = await registered({ factory: withStage({ arrived } as never) }).run('im/login-newest-wins-slow');
  expect(error).toBeInstanceOf(WorldError);
  expect(String(error)).toContain(message);
});

test('a world that comes late is disposed of when it comes', async () => {
  let disposed = 0;
  let come = (_: ImWorld) => {};
  const factory = () => new Promise<ImWorld>((resolve) => (come = resolve));
  expect(await registered({ factory }).run('im/login-again')).toBeInstanceOf(WorldError);
  come({ ...imWorld(), dispose: async () => void disposed++ });
  await Promise.resolve().then(() => {});
  await Promise.resolve();
  expect(disposed).toBe(1);
});

test.each([
  ['is missing', undefined, 'has no logIn()'],
  ['never answers', silent, "the stage's logIn() did not settle within 5 ms"],
])("a client's logIn() that %s is told as the fault of the world", async (_, logIn, message) => {
  const tests = new Map<string, () => Promise<void>>();
  accountsConformance({
    test: (name, fn) => tests.set(name.split(':')[0] ?? '', fn),
    factory: () => {
      const world = accountsWorld();
      return { ...world, stage: { ...world.stage, logIn } as never };
    },
    patience: 5,
  });
  const error = await tests
    .get('accounts/im-usable')?.()
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(WorldError);
  expect(String(error)).toContain(message);
});

test('a hook keeps its stage', async () => {
  const kicks: unknown[] = [];
  class Stage {
    readonly world = imWorld();
    async kick(accid: string): Promise<void> {
      this.world.cloud.server.kick(accid);
      kicks.push(accid);
    }
  }
  const factory = () => {
    const stage = new Stage();
    return { ...stage.world, stage };
  };
  expect(await registered({ factory }).run('im/kicked-server')).toBeUndefined();
  expect(kicks).toEqual(['alice']);
});

test.each([
  ['a hook', withStage({ dropLine: silent }), 'im/line-down', "the stage's dropLine() did not settle within 5 ms"],
  ['settled()', () => ({ ...imWorld(), settled: silent }), 'im/login-again', "the world's settled() did not settle"],
  ['dispose()', () => ({ ...imWorld(), dispose: silent }), 'im/login-again', "the world's dispose() did not settle"],
  ['a factory', silent, 'im/login-again', 'the factory did not settle within 5 ms'],
])('%s that never answers is told as the fault of the world', async (_, factory, id, message) => {
  const error = await registered({ factory }).run(id);
  expect(error).toBeInstanceOf(WorldError);
  expect(String(error)).toContain(message);
});

test('a world that can not be disposed of does not hide which sentence did not hold', async () => {
  const broken = withPort({ login: () => Promise.reject(new SessionError('vendor')) });
  const dispose = () => Promise.reject(new Error('still in use'));
  const { run } = registered({ factory: () => ({ ...broken(), dispose }) });
  expect(await run('im/login-names-account')).toMatchObject({ sentence: 'im/login-names-account' });
  expect(String(await run('im/status-before-initialize'))).toContain('still in use');
});

test.each<[string, (world: ImWorld) => object | undefined, string]>([
  ['nothing', () => undefined, 'it must give a world'],
  ['no port', (world) => ({ ...world, port: undefined }), "the world's port must be an object, and is undefined"],
  ['a port with a method missing', ({ port, ...world }) => ({ ...world, port: { ...port, close: 1 } }), 'port.close'],
  ['no stage', (world) => ({ ...world, stage: undefined }), "the world's stage must be an object"],
  ['no settled()', (world) => ({ ...world, settled: undefined }), "the world's settled must be a function"],
  ['no dispose()', (world) => ({ ...world, dispose: undefined }), "the world's dispose must be a function"],
  ['an empty token', (world) => accounts(world, 'alice', ''), 'accounts.alice.token must be a text'],
  [
    'an id in upper case',
    (world) => accounts(world, 'Alice', 'a-token'),
    'accounts.alice.accid must be an id in lower',
  ],
  ['an id without a letter', (world) => accounts(world, '1234', 'a-token'), 'and is "1234"'],
  ['one account twice', (world) => accounts(world, 'bob', 'a-token'), 'accounts.alice.accid and accounts.bob.accid'],
])('a world with %s is told so, and by its name', async (_, change, message) => {
  const error = await registered({ factory: () => change(imWorld()) as ImWorld }).run('im/login-again');
  expect(error).toBeInstanceOf(WorldError);
  expect(String(error)).toContain(message);
});

function accounts(world: ImWorld, accid: string, token: string): ImWorld {
  return { ...world, accounts: { ...world.accounts, alice: { accid, token } } };
}

test('a directory that says nothing of its secrets is not told to keep them', async () => {
  const tests = new Map<string, () => Promise<void>>();
  directoryConformance({
    test: (name, fn) => tests.set(name.split(':')[0] ?? '', fn),
    factory: () => ({ ...directoryWorld(), secrets: [] }),
  });
  await expect(tests.get('directory/error-no-secret')?.()).rejects.toThrow('switch off `secrets`');
});

test('a factory that fails is told as it is', async () => {
  const refusal = new Error('no server today');
  const { run } = registered({ factory: () => Promise.reject(refusal) });
  expect(await run('im/login-again')).toBe(refusal);
});

test.each([
  [{ capabilities: { kick: false } as Options['capabilities'] & object }, 'unknown capability "kick"'],
  [{ capabilities: { host: 'no' } as never }, 'capabilities.host must be true or false'],
  [{ capabilities: 'host' as never }, 'capabilities must be an object'],
  [{ capability: { host: false } } as never, 'unknown option "capability"; there are test, factory, capabilities'],
  [{ test: undefined as never }, 'test is missing'],
  [{ factory: imWorld() as never }, 'factory is missing'],
  [{ patience: 0 }, 'patience'],
  [{ patience: Number.NaN }, 'patience'],
  [{ patience: '50' as never }, 'patience'],
  // A timer that is set for longer than it knows is over at once.
  [{ patience: Number.POSITIVE_INFINITY }, 'patience'],
])('a wrong option %o is refused at once', (options, message) => {
  expect(() => registered(options)).toThrow(expect.objectContaining({ name: 'SessionError', kind: 'invalidInput' }));
  expect(() => registered(options)).toThrow(message);
});

test.each([undefined, null, 'test'])('options that are %o are refused at once', (options) => {
  expect(() => imConformance(options as never)).toThrow('options are missing');
});
