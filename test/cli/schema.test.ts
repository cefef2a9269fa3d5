// The shipped schema against what the core really has.

import { createMemoryCloud } from '@partyline/adapters/memory';
import { exit } from '@partyline/cli';
import { createSession, type SessionEventMap, sessionMachine } from '@partyline/core';
import { errorKinds } from '@partyline/core/explain';
import { expect, test } from 'vitest';
import { cli } from './harness.ts';

const { code, out } = await cli(['schema']);
const { $defs: defs } = JSON.parse(out);
const step = defs.step.else.properties;
const { expect: expectation } = defs;

test('is JSON', () => expect(code).toBe(exit.ok));

test('its error kinds are those of the core', () => expect(defs.kind.enum).toEqual(errorKinds));

test('its commands are the methods of a session that settle', async () => {
  const { ports } = createMemoryCloud();
  const session = createSession(ports, { appKey: 'memory' });
  const others = ['snapshot', 'getSnapshot', 'subscribe', 'on', 'until', 'can', 'actor'];
  const commands = Object.keys(session).filter((name) => !others.includes(name));
  await session.dispose();
  expect([...defs.command.enum].sort()).toEqual(commands.sort());
  expect(Object.keys(step)).toEqual(expect.arrayContaining(commands));
});

test('its states are those of the machine', () => {
  expect([...expectation.properties.state.enum].sort()).toEqual(Object.keys(sessionMachine.states).sort());
});

test('its events are those of the session', () => {
  const events: { readonly [T in keyof SessionEventMap]: true } = {
    kicked: true,
    lineDown: true,
    lineUp: true,
    refused: true,
    failed: true,
    meetingLost: true,
    roomLeft: true,
    stepFailed: true,
    listenerFailed: true,
  };
  expect(expectation.properties.events.items.enum).toEqual(Object.keys(events));
});

test('its port methods are those of the fakes', () => {
  const { im, meeting, directory } = createMemoryCloud();
  const methods = Object.entries({ im, meeting, directory })
    .flatMap(([port, object]) => Object.keys(object).map((method) => `${port}.${method}`))
    .filter((method) => !method.endsWith('.status'));
  expect([...step.fault.properties.on.enum].sort()).toEqual(methods.sort());
});
