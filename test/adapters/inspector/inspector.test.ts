import { createInspector } from '@partyline/adapters/inspector';
import { createSession, type SessionSnapshot, sessionMachine } from '@partyline/core';
import { expect, test } from 'vitest';
import { createMachine } from 'xstate';
import { alice, ann, populated } from '../sessions.ts';
import { wire } from './wire.ts';

function watched(name?: string) {
  const cloud = populated();
  const { inspect, ...told } = wire(name);
  const session = createSession(cloud.ports, { appKey: 'app', inspect });
  return { cloud, session, ...told };
}

/** What a snapshot says, as the wire says it: the failure as its kind and codes. */
const said = ({ state: _, failure, ...rest }: SessionSnapshot) => ({
  ...rest,
  failure: failure && { kind: failure.error.kind, ...(failure.error.command && { command: failure.error.command }) },
});

test('at rest the wire says what the session says, state and all', async () => {
  const cloud = populated();
  const told = wire();
  const session = createSession(cloud.ports, { appKey: 'app', inspect: told.inspect });
  const compare = () => {
    const last = told.messages.findLast(({ type, sessionId, rootId }) => {
      return type === '@xstate.snapshot' && sessionId === rootId;
    });
    const { state } = session.snapshot;
    expect(last).toMatchObject({ snapshot: { value: { [state]: 'idle' }, context: said(session.snapshot) } });
  };
  await session.initialize();
  compare();
  await session.signIn({ im: alice, meeting: ann });
  await session.joinMeeting({ meetingNum: '100', displayName: 'Ann' });
  compare();
  cloud.network.drop();
  compare();
  cloud.network.heal();
  cloud.server.kick('alice');
  await session.until(({ busy }) => busy === null);
  compare();
  expect(session.snapshot.state).toBe('failed');
  await session.dispose();
});

test('the machine is told with its definition: it has the states of the machine that runs', async () => {
  const told = wire('tab one');
  const session = createSession(populated().ports, { appKey: 'app', inspect: told.inspect });
  const [actor] = told.messages;
  expect(actor).toMatchObject({ type: '@xstate.actor', name: 'tab one', _version: '0.7.2' });
  if (actor?.type !== '@xstate.actor' || actor.definition === undefined) throw new Error('there is no definition');
  const loaded = createMachine(JSON.parse(actor.definition));
  expect(Object.keys(loaded.states)).toEqual(Object.keys(sessionMachine.states));
  expect(loaded.events.filter((type) => !type.startsWith('xstate.'))).toEqual(
    sessionMachine.events.filter((type) => !type.startsWith('xstate.')),
  );
  await session.dispose();
});

test('port calls are told by the names of their slots, and end', async () => {
  const told = wire();
  const session = createSession(populated().ports, { appKey: 'app', inspect: told.inspect });
  await session.signIn({ im: alice, meeting: ann });
  const calls = told.messages.flatMap((one) => (one.type === '@xstate.actor' && one.parentId ? [one] : []));
  expect(calls.map(({ name }) => name)).toEqual([
    'watch',
    'initializeIm',
    'initializeMeeting',
    'loginIm',
    'askDirectory',
    'loginMeeting',
  ]);
  const root = told.messages[0]?.sessionId;
  expect(new Set(calls.map(({ parentId }) => parentId))).toEqual(new Set([root]));
  await session.dispose();
});

test('two inspectors number their sessions apart, though both are the first of their program', async () => {
  const [one, two] = [wire(), wire()];
  const sessions = [one, two].map(({ inspect }) => createSession(populated().ports, { appKey: 'app', inspect }));
  const ids = [one, two].flatMap(({ messages }) => messages.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(one.messages[0]?.sessionId.split('/')[0]).not.toBe(two.messages[0]?.sessionId.split('/')[0]);
  for (const session of sessions) await session.dispose();
});

test('a link that throws does not disturb the session', async () => {
  const { inspect } = createInspector({
    send: () => {
      throw new Error('broken link');
    },
    close: () => {},
  });
  const session = createSession(populated().ports, { appKey: 'app', inspect });
  await session.signIn({ im: alice, meeting: ann });
  expect(session.snapshot.state).toBe('meetingLoggedIn');
  await session.dispose();
});

test('after stop() nothing is told any more', async () => {
  const { session, texts, stop } = watched();
  await session.initialize();
  stop();
  stop();
  const before = texts.length;
  await session.loginIm(alice);
  expect(texts).toHaveLength(before);
  await session.dispose();
});
