// For users of XState: the chart with actors of their own, what an inspector can persist, and the machine outside a session.
import { type Answer, type MachineMessage, type Reading, sessionMachine } from '@partyline/core';
import { expect, test } from 'vitest';
import { type AnyActorRef, createActor, fromPromise, waitFor } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { alice, outcome } from '../regressions/app.ts';
import { bare, soon } from './bare.ts';

test('an actor of one’s own that rejects with something of its own: the adapter’s fault, nothing is known of the ports', async () => {
  const cause = new RangeError('mine');
  const broken = fromPromise<Answer, { readonly appKey: string }>(() => Promise.reject(cause));
  const machine = sessionMachine.provide({ actors: { initializeIm: broken } });
  const actor = createActor(machine, { input: { appKey: 'app', reuse: 'required', hasDirectory: false } });
  const settled: unknown[] = [];
  actor.on('settled', (event) => settled.push(event));
  actor.start();
  actor.send({ type: 'command', call: 1, command: { name: 'initialize' } });
  await soon(new Promise<void>((resolve) => actor.on('failed', () => resolve())));
  const { value, context } = actor.getSnapshot();
  expect(value).toEqual({ failed: 'idle' });
  expect(context).toMatchObject({ failure: { kind: 'adapter', cause }, im: null, meeting: null, goal: null });
  expect(settled).toMatchObject([{ calls: [1], error: { kind: 'adapter', command: 'initialize', cause } }]);
  actor.stop();
});

test('actors of one’s own, XState’s fromPromise among them, take the machine through a set-up', async () => {
  const reading: Reading = { im: null, meeting: null, open: false, landed: false };
  const answer = async (): Promise<Answer> => ({ reading, accid: '', meetingNum: '', adopted: false });
  const asked: unknown[] = [];
  const machine = sessionMachine.provide({
    actors: {
      initializeIm: fromPromise(({ input }) => {
        asked.push(input.appKey);
        return answer();
      }),
      initializeMeeting: fromPromise(answer),
    },
  });
  const actor = createActor(machine, { input: { appKey: 'app', reuse: 'required', hasDirectory: false } });
  actor.start();
  actor.send({ type: 'command', call: 1, command: { name: 'initialize' } });
  await soon(waitFor(actor, ({ value, context }) => 'imReady' in Object(value) && !context.goal));
  expect(asked).toEqual(['app']);
  actor.stop();
});

test('the machine starts without input, for tools that only look at it', () => {
  const actor = createActor(sessionMachine).start();
  expect(actor.getSnapshot().value).toEqual({ uninitialized: 'idle' });
  actor.stop();
});

test('what is in flight can be persisted, its tokens sealed', async () => {
  const b = bare();
  await soon(b.session.initialize());
  b.hold('im.login');
  b.session.loginIm(alice).catch(() => {});
  await b.clock.settle();
  const { children } = JSON.parse(JSON.stringify(b.session.actor.getPersistedSnapshot()));
  const calls = Object.values<{ src: string; snapshot?: unknown }>(children).filter(({ src }) => src === 'loginIm');
  expect(calls).toMatchObject([{ snapshot: { status: 'active', input: { accid: 'alice', token: '[secret]' } } }]);
});

test('what was persisted goes on outside a session: it knows what was known, and hears', async () => {
  const b = bare();
  await soon(b.session.initialize());
  await soon(b.session.loginIm(alice));
  const snapshot = JSON.parse(JSON.stringify(b.session.actor.getPersistedSnapshot()));
  const actor = createActor(sessionMachine, { snapshot });
  actor.start();
  expect(actor.getSnapshot()).toMatchObject({ value: { imLoggedIn: 'idle' }, context: { im: { accid: 'alice' } } });
  actor.send({ type: 'im.kicked', reason: 'server', reading: { im: null, meeting: null, open: false, landed: false } });
  expect(actor.getSnapshot()).toMatchObject({ value: { failed: 'idle' }, context: { failure: { kind: 'kicked' } } });
  expect(b.session.snapshot.state).toBe('imLoggedIn');
  actor.stop();
});

test('xstate/graph finds its way through the machine, told which snapshots are the same', () => {
  const reading: Reading = { im: null, meeting: null, open: false, landed: false };
  const paths = getShortestPaths(sessionMachine, {
    input: { appKey: 'app', reuse: 'required', hasDirectory: false },
    serializeState: ({ value, context }) => JSON.stringify([value, context.goal?.name, context.sdk, context.kit]),
    events: ({ children }): MachineMessage[] => [
      { type: 'command', call: 1, command: { name: 'initialize' } },
      { type: 'command', call: 1, command: { name: 'dispose' } },
      // What is invoked answers by an event of XState’s own, which no machine has among its types.
      ...Object.keys(children).map((id) => ({ type: `xstate.done.actor.${id}`, output: { reading } }) as never),
    ],
  });
  const reached = paths.map(({ state }) => JSON.stringify(state.value));
  expect(reached).toContain('{"imReady":"idle"}');
  expect(reached).toContain('{"uninitialized":"closingIm"}');
  expect(paths.find(({ state }) => state.matches({ imReady: 'idle' }))?.weight).toBe(3);
});

test('an inspector finds a call by its actor: it hears nothing but its own end, and keeps nothing of what it was asked', async () => {
  for (const isGivenUp of [false, true]) {
    const b = bare();
    await soon(b.session.initialize());
    const go = b.hold('im.login');
    const stop = new AbortController();
    const login = outcome(b.session.loginIm(alice, { signal: stop.signal }));
    await b.clock.settle();
    const call = Object.values<AnyActorRef | undefined>(b.session.actor.getSnapshot().children).find(
      (child) => child?.getSnapshot().input?.accid === 'alice',
    );
    call?.send({ type: 'hello' });
    expect(call?.getSnapshot().status).toBe('active');
    if (isGivenUp) stop.abort();
    go();
    await b.clock.settle();
    expect(login.now).toBe(isGivenUp ? 'aborted' : 'resolved');
    expect(call?.getSnapshot()).toMatchObject({ status: isGivenUp ? 'stopped' : 'done', input: undefined });
  }
});

test('outside a session the machine hears and judges, and its calls are never answered', async () => {
  const { session, clock } = bare();
  expect(session.actor.logic).toBe(sessionMachine);
  const actor = createActor(sessionMachine, { input: { appKey: 'app', reuse: 'required', hasDirectory: false } });
  const told: unknown[] = [];
  actor.on('*', (event) => told.push(event));
  actor.start();
  actor.send({ type: 'command', call: 1, command: { name: 'loginIm' } });
  expect(told).toMatchObject([
    { type: 'refused', error: { kind: 'notInitialized' } },
    { type: 'settled', calls: [1] },
  ]);
  actor.send({ type: 'command', call: 2, command: { name: 'initialize' } });
  await clock.settle();
  expect(actor.getSnapshot()).toMatchObject({ status: 'active', value: { uninitialized: 'initializingIm' } });
  expect(told.length).toBe(2);
  actor.stop();
});
