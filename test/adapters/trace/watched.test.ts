// Whoever watches changes nothing: neither by throwing, nor for a port that answers in its own way. And a trace is safe to share.
import { createMemoryCloud } from '@partyline/adapters/memory';
import { FakeRun, type Happening, Recorder, sessionWatcher, watchPorts } from '@partyline/adapters/trace';
import { createSession, type ImEvent, type ImPort, SessionError, type SessionPorts } from '@partyline/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alice, ann, populated } from '../sessions.ts';

const unhandled: unknown[] = [];
const hear = (error: unknown) => unhandled.push(error);
beforeEach(() => {
  unhandled.length = 0;
  process.on('uncaughtException', hear).on('unhandledRejection', hear);
});
afterEach(() => {
  process.off('uncaughtException', hear).off('unhandledRejection', hear);
});

/** Until everything that was thrown aside has come up. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

const throws = () => {
  throw new Error('the disk is full');
};

test('a note that throws disturbs neither the session nor the program', async () => {
  const watcher = sessionWatcher(throws);
  const cloud = populated();
  const session = createSession(watchPorts(cloud.ports, throws), { appKey: 'app', inspect: watcher.inspect });
  const failed: unknown[] = [];
  session.on('listenerFailed', (event) => failed.push(event));
  watcher.watch(session);
  await session.signIn({ im: alice, meeting: ann });
  cloud.server.kick('alice', 'server');
  await session.until(({ state }) => state === 'failed');
  await session.dispose();
  await turn();
  expect(failed).toEqual([]);
  expect(unhandled).toEqual([]);
});

test('a reader that throws disturbs neither the run nor the other readers', async () => {
  const recorder = new Recorder(() => 0);
  let told = 0;
  recorder.subscribe(throws);
  recorder.subscribe(() => {
    told += 1;
  });
  recorder.note({ type: 'act', act: { do: 'initialize' } });
  expect([told, recorder.entries.length]).toEqual([1, 1]);
  const run = new FakeRun({
    appKey: 'app',
    reuse: 'required',
    directory: false,
    timeouts: { command: 5_000, step: 1_000 },
    imAccounts: ['alice'],
    meetingAccounts: [],
    rooms: [],
  });
  run.recorder.subscribe(throws);
  await run.perform({ do: 'initialize' });
  expect(run.session.snapshot.state).toBe('imReady');
  await run.close();
});

/** A cloud whose IM port is changed. */
function changed(change: (im: ImPort) => Partial<Record<keyof ImPort, unknown>>): SessionPorts {
  const { ports } = populated();
  return { ...ports, im: { ...ports.im, ...change(ports.im) } as ImPort };
}

test('a port that answers without a promise, and reports nonsense, does so when it is watched too', async () => {
  for (const watched of [false, true]) {
    const ports = changed((im) => ({
      initialize: () => undefined,
      subscribe: (listener: (event: unknown) => void) => {
        listener(undefined);
        return im.subscribe(listener as (event: ImEvent) => void);
      },
    }));
    const notes: Happening[] = [];
    const session = createSession(watched ? watchPorts(ports, (note) => notes.push(note)) : ports, { appKey: 'app' });
    await session.initialize();
    expect(session.snapshot.state).toBe('imReady');
    if (watched) expect(notes).toContainEqual({ type: 'answer', call: 1, outcome: 'resolved' });
    await session.dispose();
  }
});

test('what a port can do beyond the contract, it can do when it is watched', async () => {
  /** As the port of 9.x: it says which instance it is on, and takes another. */
  class Extended {
    #instance = 'first';
    get nim(): string {
      return this.#instance;
    }
    adopt(nim: string): void {
      this.#instance = nim;
    }
  }
  const { ports } = populated();
  const extended = Object.freeze(Object.assign(new Extended(), ports.im));
  const { im } = watchPorts({ ...ports, im: extended }, () => {});
  expect(im.nim).toBe('first');
  im.adopt('second');
  expect(im.nim).toBe('second');
  expect('adopt' in im).toBe(true);
  const session = createSession(
    watchPorts({ ...ports, im: extended }, () => {}),
    { appKey: 'app' },
  );
  await session.signIn({ im: alice, meeting: ann });
  expect(session.snapshot.state).toBe('meetingLoggedIn');
  await session.dispose();
});

test('what is beyond the contract survives a spread, is the same at every read, and takes what is written', () => {
  class Extended {
    #instance = 'first';
    label = 'mine';
    readonly adopt = (nim: string) => {
      this.#instance = nim;
    };
    get nim(): string {
      return this.#instance;
    }
    again(): string {
      return this.#instance;
    }
  }
  const { ports } = populated();
  const extended = Object.assign(new Extended(), ports.im);
  const notes: Happening[] = [];
  const { im } = watchPorts({ ...ports, im: extended }, (note) => notes.push(note));
  expect(im.again).toBe(im.again);
  im.label = 'yours';
  expect([im.label, extended.label]).toEqual(['yours', 'yours']);
  const spread = { ...im };
  spread.adopt('second');
  expect([spread.label, im.nim, im.again()]).toEqual(['yours', 'second', 'second']);
  void spread.logout();
  expect(notes).toContainEqual(expect.objectContaining({ type: 'call', method: 'im.logout' }));
  expect(Object.keys(im)).toEqual(expect.arrayContaining(['label', 'adopt', 'login']));
  // What is watched stays so, whatever the port's method is replaced by.
  const asked: string[] = [];
  im.logout = async () => void asked.push('logout');
  void im.logout();
  expect([asked, notes.filter(({ type }) => type === 'call').length]).toEqual([['logout'], 2]);
});

test('what a port says of a token in an error or beside an event is not written down', async () => {
  const secret = 'im-token-that-nobody-may-see';
  const error = new SessionError('badCredentials', {
    message: `wrong token ${secret}`,
    vendor: { name: 'x', surface: 'y', code: 302 },
  });
  const ports = changed((im) => ({
    login: () => Promise.reject(error),
    subscribe: (listener: (event: unknown) => void) => {
      const off = im.subscribe(listener as (event: ImEvent) => void);
      listener({ type: 'credentialsRefused', error, token: secret });
      return off;
    },
  }));
  const notes: Happening[] = [];
  const session = createSession(
    watchPorts(ports, (note) => notes.push(note)),
    { appKey: 'app' },
  );
  sessionWatcher((note) => notes.push(note)).watch(session);
  await session.initialize();
  await session.loginIm({ accid: 'alice', token: secret }).catch(() => {});
  await session.dispose();
  const told = { kind: 'badCredentials', message: 'badCredentials', retryable: false, vendor: { code: 302 } };
  expect(notes).toContainEqual(
    expect.objectContaining({ type: 'answer', error: expect.objectContaining({ kind: 'badCredentials' }) }),
  );
  expect(notes.find(({ type }) => type === 'report')).toMatchObject({
    event: { type: 'credentialsRefused', error: told },
  });
  expect(JSON.stringify(notes)).not.toContain(secret);
});

test('whatever an SDK wrote, in whatever place, is not written down', async () => {
  const secret = 's3cret-tok';
  const vendor = {
    name: 'sdk',
    surface: 'login',
    version: '1',
    code: `bad token ${secret}`,
    request: { token: secret },
  };
  const refused = () => new SessionError('badCredentials', { message: secret, cause: secret, vendor });
  const ports = populated().ports;
  const heard: { im: (event: unknown) => void; meeting: (event: unknown) => void } = {
    im: () => {},
    meeting: () => {},
  };
  const subscribe = (of: 'im' | 'meeting') => (listener: unknown) => {
    heard[of] = listener as (event: unknown) => void;
    return () => {};
  };
  const odd = {
    im: { ...ports.im, subscribe: subscribe('im') },
    meeting: { ...ports.meeting, subscribe: subscribe('meeting'), login: () => Promise.reject(refused()) },
  };
  const notes: Happening[] = [];
  const write = (note: Happening) => notes.push(note);
  const session = createSession(watchPorts(odd as SessionPorts, write), { appKey: 'app' });
  sessionWatcher(write).watch(session);
  const of = (type: string) => notes.filter((note) => note.type === type).map((note) => JSON.stringify(note));
  await session.signIn({ im: alice, meeting: ann }).catch(() => {});
  expect(of('answer').join()).toContain('"vendor":{"name":"sdk","surface":"login","version":"1"}');
  session.on('kicked', () => {
    throw secret;
  });
  for (const reason of [secret, { token: secret }]) {
    heard.meeting({ type: 'signedOut', reason });
    heard.meeting({ type: 'roomLeft', reason });
    heard.im({ type: 'kicked', reason });
  }
  heard.im({ type: secret });
  heard.im({ type: 'credentialsRefused', error: refused(), accid: { secret } });
  heard.im({ type: 'kicked', reason: 'otherClient' });
  heard.meeting({ type: 'signedOut', reason: 'imLoggedOut' });
  await session.dispose();
  expect(of('report')).toEqual([
    ...[0, 1].flatMap(() => [
      '{"type":"report","from":"meeting","event":{"type":"signedOut"}}',
      '{"type":"report","from":"meeting","event":{"type":"roomLeft"}}',
      '{"type":"report","from":"im","event":{"type":"kicked"}}',
    ]),
    '{"type":"report","from":"im","event":{"type":"unknown"}}',
    expect.stringContaining('{"type":"credentialsRefused","error":{"kind":"badCredentials","message":"badCredentials"'),
    '{"type":"report","from":"im","event":{"type":"kicked","reason":"otherClient"}}',
    '{"type":"report","from":"meeting","event":{"type":"signedOut","reason":"imLoggedOut"}}',
  ]);
  // What was there to leak reached the session: it failed in the SDK's words, and a listener of an app threw.
  expect(session.snapshot.state).toBe('uninitialized');
  expect(of('event').join()).toContain('"type":"failed"');
  expect(of('event').join()).toContain('"type":"listenerFailed"');
  expect(JSON.stringify(notes)).not.toContain(secret);
});

test('what cannot be read is heard by the session all the same', () => {
  const { ports } = populated();
  const refuses = () => {
    throw new Error('not to be read');
  };
  const unreadable = [
    Object.defineProperty({}, 'type', { get: refuses }),
    Object.defineProperty({ type: 'kicked' }, 'reason', { get: refuses }),
    Object.defineProperty({ type: 'credentialsRefused' }, 'error', { get: refuses }),
    new Proxy({}, { get: refuses, has: refuses, getPrototypeOf: refuses }),
  ];
  const tell = { im: (_: unknown) => {}, meeting: (_: unknown) => {} };
  const subscribing = (of: 'im' | 'meeting') => (listener: (event: unknown) => void) => {
    tell[of] = listener;
    return () => {};
  };
  const odd = {
    im: { ...ports.im, subscribe: subscribing('im') },
    meeting: { ...ports.meeting, subscribe: subscribing('meeting') },
  };
  const { im, meeting } = watchPorts(odd as SessionPorts, () => {});
  const heard: unknown[] = [];
  im.subscribe((event) => heard.push(event));
  meeting.subscribe((event) => heard.push(event));
  for (const event of unreadable) {
    tell.im(event);
    tell.meeting(event);
  }
  expect(heard).toHaveLength(2 * unreadable.length);
  for (const [index, event] of unreadable.entries()) expect(heard[2 * index] === event).toBe(true);
});

test.each([[undefined], [{}], [{ im: null, meeting: {} }]])('no ports are %o: said at once', (ports) => {
  expect(() => watchPorts(ports as never, () => {})).toThrow(expect.objectContaining({ kind: 'invalidInput' }));
  expect(() => watchPorts(createMemoryCloud({ appKey: 'app' }).ports, undefined as never)).toThrow(/a function/);
});
