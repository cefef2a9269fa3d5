import {
  closable,
  createSessionContainer,
  memoryCloud,
  memoryDeviceModule,
  memoryModule,
  Teardown,
  type Token,
  token,
  tokens,
} from '@partyline/adapters/inversify';
import { createMemoryCloud, ManualClock, type MemoryCloud } from '@partyline/adapters/memory';
import { type ImPort, isSessionError, type MeetingPort, type Session } from '@partyline/core';
import fc from 'fast-check';
import { Container, ContainerModule } from 'inversify';
import { describe, expect, expectTypeOf, onTestFinished, test, vi } from 'vitest';

const session = { appKey: 'app' };
const alice = { accid: 'alice', token: 'alice-token' };
const ann = { userUuid: 'ann', token: 'ann-token' };

function populate({ server }: MemoryCloud) {
  server.addImAccount(alice).addMeetingAccount({ ...ann, accid: 'alice' });
}

const failure = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('resolved');
    },
    (error: unknown) => error,
  );

describe('createSessionContainer', () => {
  test('builds a session that works over the ports that modules bind', async () => {
    const app = await createSessionContainer({ session, modules: [memoryModule({ appKey: 'app' })] });
    const cloud = app.container.get(memoryCloud);
    populate(cloud);
    await app.session.signIn({ im: alice, meeting: ann });
    expect(app.session.snapshot.state).toBe('meetingLoggedIn');
    expect(app.container.get(tokens.session)).toBe(app.session);
    expect(app.container.get(tokens.imPort)).toBe(cloud.im);
    expect(app.container.get(tokens.accountsPort)).toBe(cloud.accounts);
    expect(cloud.calls.of('directory.boundAccid')).toHaveLength(1);
    await app.close();
  });

  test('is disposed of by a compiled `await using` where the platform has no symbol for it', async () => {
    // Node's own symbol cannot be taken away: what the modules find is a stand-in.
    const real = Symbol;
    const without = new Proxy(() => {}, {
      get: (_, name) => (name === 'asyncDispose' ? undefined : Reflect.get(real, name)),
      apply: (_, __, [name]) => real(name),
    });
    vi.resetModules();
    vi.stubGlobal('Symbol', without);
    onTestFinished(() => void vi.unstubAllGlobals());
    const { createSessionContainer: make, memoryModule: memory } = await import('@partyline/adapters/inversify');
    const app = await make({ session, modules: [memory({ appKey: 'app' })] });
    vi.unstubAllGlobals();
    expect(Object.keys(app)).toEqual(['container', 'session', 'close']);
    expect(Object.getOwnPropertySymbols(app)).toEqual([Symbol.for('Symbol.asyncDispose')]);
    await app.close();
  });

  test('a device of a cloud that is there already can be bound too', async () => {
    const clock = new ManualClock();
    const cloud = createMemoryCloud({ appKey: 'app', clock });
    populate(cloud);
    const first = await createSessionContainer({ session, modules: [memoryDeviceModule(cloud)] });
    const second = await createSessionContainer({ session, modules: [memoryDeviceModule(cloud.device())] });
    expect(second.container.get(tokens.clock)).toBe(clock);
    await first.session.signIn({ im: alice, meeting: ann });
    await second.session.signIn({ im: alice, meeting: ann });
    expect(first.session.snapshot.state).toBe('failed');
    await Promise.all([first.close(), second.close()]);
    expect(cloud.server.isOnline('alice')).toBe(false);
  });

  test('the clock of the cloud is the clock of the session', async () => {
    const clock = new ManualClock();
    const app = await createSessionContainer({ session, modules: [memoryModule({ appKey: 'app', clock })] });
    app.container.get(memoryCloud).faults.once('im.initialize', { never: true });
    const call = failure(app.session.initialize({ timeout: 1e6 }));
    expect(clock.pending).toBeGreaterThan(0);
    await clock.advance(1e6);
    expect(await call).toMatchObject({ kind: 'timeout' });
    await app.close();
  });

  test('a cloud without a clock of its own binds none', async () => {
    const modules = [[memoryModule()], [memoryDeviceModule(createMemoryCloud())]];
    for (const each of modules) {
      const app = await createSessionContainer({ session, modules: each });
      expect(app.container.isBound(tokens.clock)).toBe(false);
      await app.close();
    }
  });

  test.each([
    ['no meeting port', [imOnly()], 'partyline.meetingPort'],
    ['two IM ports', [memoryModule(), imOnly()], 'partyline.imPort'],
    ['no modules at all', [], 'partyline.imPort'],
    ['modules that are no array', undefined as never, 'must be an array'],
    ...[{}, null, undefined, 'memory', { load: true }].map((thing): [string, never[], string] => [
      `a module that is ${JSON.stringify(thing)}`,
      [memoryModule() as never, thing as never],
      'modules[1]',
    ]),
  ])('%s: invalidInput, and the message says what', async (_, modules, said) => {
    const error = await failure(createSessionContainer({ session, modules }));
    if (!isSessionError(error)) throw error;
    expect([error.kind, error.message.includes(said)]).toEqual(['invalidInput', true]);
  });

  test('what a module or createSession fails with is passed on as it is', async () => {
    const broken = new ContainerModule(({ bind }) => {
      bind(tokens.imPort).toResolvedValue(() => Promise.reject(new Error('mine')));
      bind(tokens.meetingPort).toConstantValue(createMemoryCloud().meeting);
    });
    expect(await failure(createSessionContainer({ session, modules: [broken] }))).toEqual(new Error('mine'));
    const unloadable = new ContainerModule(() => Promise.reject(new Error('not loaded')));
    expect(await failure(createSessionContainer({ session, modules: [unloadable] }))).toEqual(new Error('not loaded'));
    const wrong = createSessionContainer({ session: { appKey: '' }, modules: [memoryModule()] });
    expect(await failure(wrong)).toMatchObject({ kind: 'invalidInput', message: expect.stringContaining('appKey') });
  });
});

function imOnly() {
  return new ContainerModule(({ bind }) => {
    bind(tokens.imPort).toConstantValue(createMemoryCloud().im);
  });
}

describe('teardown', () => {
  test('the session ends in its own order, each port is closed once, and nothing is left', async () => {
    const app = await createSessionContainer({ session, modules: [memoryModule({ appKey: 'app' })] });
    const cloud = app.container.get(memoryCloud);
    populate(cloud);
    await app.session.signIn({ im: alice, meeting: ann });
    cloud.calls.clear();
    await Promise.all([app.close(), app.close()]);
    await app.close();
    expect(cloud.calls.methods).toEqual(['meeting.logout', 'im.logout', 'meeting.close', 'im.close']);
    expect(cloud.listeners).toMatchObject({ im: 0, meeting: 0 });
    expect(app.container.isBound(tokens.session)).toBe(false);
    expect(await failure(app.session.initialize())).toMatchObject({ kind: 'disposed' });
  });

  test('await using closes, also when the block throws', async () => {
    const cloud = createMemoryCloud();
    const used = async () => {
      await using app = await createSessionContainer({ session, modules: [memoryDeviceModule(cloud)] });
      await app.session.initialize();
      throw new Error('in the block');
    };
    expect(await failure(used())).toEqual(new Error('in the block'));
    expect(cloud.im.status().phase).toBe('uninitialized');
  });

  test('unbinding the container closes too, in order and once, whoever does it', async () => {
    for (const unbind of ['async', 'sync', 'both'] as const) {
      const app = await createSessionContainer({ session, modules: [memoryModule({ appKey: 'app' })] });
      const cloud = app.container.get(memoryCloud);
      populate(cloud);
      await app.session.signIn({ im: alice, meeting: ann });
      cloud.calls.clear();
      if (unbind !== 'async') expect(() => app.container.unbindAll()).toThrow();
      if (unbind !== 'sync') await app.container.unbindAllAsync();
      await app.session.dispose();
      expect(cloud.calls.methods).toEqual(['meeting.logout', 'im.logout', 'meeting.close', 'im.close']);
    }
  });

  test("a host's login is left alone", async () => {
    const cloud = createMemoryCloud({ appKey: 'app' });
    populate(cloud);
    cloud.host.login(alice);
    const app = await createSessionContainer({ session, modules: [memoryDeviceModule(cloud)] });
    await app.session.signIn({ meeting: ann });
    await app.close();
    expect([cloud.host.account, cloud.meeting.status().phase]).toEqual(['alice', 'uninitialized']);
  });

  test('when the session cannot be built, the ports that were built are closed, once', async () => {
    const closed: string[] = [];
    const modules = [recording('im', closed), recording('meeting', closed)];
    await failure(createSessionContainer({ session: { appKey: '' }, modules }));
    expect(closed).toEqual(['meeting', 'im']);
  });

  test('a port that is built after it all failed is closed as well', async () => {
    const closed: string[] = [];
    let finish: () => void = () => {};
    const slow = new ContainerModule(({ bind }) => {
      const built = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const port = closing('meeting', closed);
      closable(bind(tokens.meetingPort).toResolvedValue(() => built.then(() => port as MeetingPort)));
      closable(bind(tokens.imPort).toResolvedValue(() => Promise.reject<ImPort>(new Error('no IM today'))));
    });
    expect(await failure(createSessionContainer({ session, modules: [slow] }))).toEqual(new Error('no IM today'));
    finish();
    await new Promise((resolve) => setTimeout(resolve));
    expect(closed).toEqual(['meeting']);
  });

  test('everything else that is closable is closed after the session, the newest first, whatever fails', async () => {
    const closed: string[] = [];
    const [first, second] = [resource('first'), resource('second')];
    const extra = new ContainerModule(({ bind }) => {
      closable(bind(first).toResolvedValue(() => closing('first', closed)));
      closable(bind(second).toResolvedValue(() => closing('second', closed, new Error('stuck'))));
      bind(token<string>('other'))
        .toConstantValue('other')
        .onDeactivation(() => {
          throw new Error('will not go');
        });
    });
    const app = await createSessionContainer({ session, modules: [memoryModule(), extra] });
    for (const name of [second, first, second, token<string>('other')]) app.container.get<unknown>(name);
    const error = await failure(app.close());
    if (!(error instanceof AggregateError)) throw error;
    expect(error.errors).toEqual([new Error('stuck'), new Error('will not go')]);
    expect(closed).toEqual(['first', 'second']);
    expect(await failure(app.close())).toBe(error);
    expect(await failure(app.session.initialize())).toMatchObject({ kind: 'disposed' });
  });
});

interface Resource {
  close(): Promise<void>;
}

const resource = (name: string): Token<Resource> => token<Resource>(name);

function closing(name: string, closed: string[], error?: Error) {
  return {
    ...createMemoryCloud()[name === 'meeting' ? 'meeting' : 'im'],
    close: async () => {
      closed.push(name);
      if (error) throw error;
    },
  };
}

function recording(name: 'im' | 'meeting', closed: string[]) {
  return new ContainerModule(({ bind }) => {
    const port = closing(name, closed);
    if (name === 'im') closable(bind(tokens.imPort).toResolvedValue(() => port as ImPort));
    else closable(bind(tokens.meetingPort).toResolvedValue(() => port as MeetingPort));
  });
}

test('a closable thing can be bound where there is no teardown', () => {
  const container = new Container();
  const name = resource('alone');
  closable(container.bind(name).toResolvedValue(() => closing('alone', [])));
  expect(container.get(name)).toBe(container.get(name));
});

describe('Teardown', () => {
  test('closes what it owns, the newest first, each once, whatever fails', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ fails: fc.boolean(), released: fc.boolean(), late: fc.boolean() })),
        async (things) => {
          const teardown = new Teardown();
          const closed: number[] = [];
          const owned = things.map(({ fails, released, late }, index) => {
            const thing = {};
            const close = async () => {
              closed.push(index);
              await undefined;
              if (fails) throw new Error(`${index}`);
            };
            if (!late) teardown.own(thing, close);
            if (released) teardown.release(thing);
            return { thing, close };
          });
          const call = teardown.close();
          expect(teardown.close()).toBe(call);
          const error = await call.then(
            () => null,
            (reason: unknown) => reason,
          );
          const order = things.map((thing, index) => ({ ...thing, index })).reverse();
          const due = order.filter(({ released, late }) => !released && !late);
          expect(closed).toEqual(due.map(({ index }) => index));
          const failed = due.filter(({ fails }) => fails).map(({ index }) => new Error(`${index}`));
          expect(error instanceof AggregateError ? error.errors : error).toEqual(failed.length > 0 ? failed : null);

          const late = things.flatMap((thing, index) => (thing.late ? [index] : []));
          closed.length = 0;
          for (const index of late) teardown.own(owned[index]?.thing ?? {}, owned[index]?.close ?? (async () => {}));
          expect(closed).toEqual(late);
        },
      ),
    ));
});

test('tokens know what they stand for', async () => {
  expect(token('session')).toBe(tokens.session);
  const app = await createSessionContainer({ session, modules: [memoryModule()] });
  expectTypeOf(app.container.get(tokens.session)).toEqualTypeOf<Session>();
  expectTypeOf(app.container.get(tokens.imPort)).toEqualTypeOf<ImPort>();
  await app.close();
});
