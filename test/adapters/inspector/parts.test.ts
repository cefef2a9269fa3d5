// The parts that page and relay are made of.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as inspector from '@partyline/adapters/inspector';
import * as node from '@partyline/adapters/inspector/node';
import * as core from '@partyline/core';
import { expect, test } from 'vitest';
import * as ws from 'ws';
import { Backlog } from '../../../adapters/src/inspector/backlog.ts';
import { type InspectionMessage, protocolVersion } from '../../../adapters/src/inspector/protocol.ts';
import { hear, type SeenSession } from '../../../adapters/src/inspector/viewer/sessions.ts';

let count = 0;
const base = (sessionId: string) => ({
  _version: protocolVersion,
  id: `m-${++count}`,
  createdAt: '0',
  sessionId,
  rootId: sessionId,
});
const actor = (sessionId: string): InspectionMessage => ({
  ...base(sessionId),
  type: '@xstate.actor',
  name: sessionId,
  snapshot: { status: 'active' },
});
const snapshot = (sessionId: string, value: unknown): InspectionMessage => ({
  ...base(sessionId),
  type: '@xstate.snapshot',
  event: { type: 'x' },
  snapshot: { status: 'active', value, context: {} },
});
const event = (sessionId: string): InspectionMessage => ({
  ...base(sessionId),
  type: '@xstate.event',
  event: { type: 'x' },
});

test('the protocol’s version is the one of Stately’s package that the tests run against', () => {
  const path = join(import.meta.dirname, '../../node_modules/@statelyai/inspect/package.json');
  expect(protocolVersion).toBe(JSON.parse(readFileSync(path, 'utf8')).version);
});

test('what the page on the inspector imports is there to be imported', () => {
  const path = join(import.meta.dirname, '../../../adapters/src/inspector/README.md');
  const modules: Readonly<Record<string, object>> = {
    '@partyline/adapters/inspector': inspector,
    '@partyline/adapters/inspector/node': node,
    '@partyline/core': core,
    ws,
  };
  const imports = [...readFileSync(path, 'utf8').matchAll(/^import \{ (.+) \} from '(.+)';$/gm)];
  expect(imports).toHaveLength(5);
  for (const [, names = '', from = ''] of imports) {
    // Types are the compiler's to look for: the samples of every page are compiled.
    for (const name of names.split(', ').filter((name) => !name.startsWith('type '))) {
      expect(modules[from], `${name} of ${from}`).toHaveProperty(name);
    }
  }
});

test('a backlog is bounded, and never forgets that a session is there and how it is', () => {
  const backlog = new Backlog(10, 3);
  const [first, last] = [actor('a'), snapshot('a', 'now')];
  for (const message of [first, snapshot('a', 'before'), last]) expect(backlog.add(message)).toBe(true);
  for (let n = 0; n < 100; n++) backlog.add(event('a'));
  expect(backlog.messages()).toHaveLength(12);
  expect(backlog.messages().slice(0, 2)).toEqual([first, last]);
  expect([backlog.add(first), backlog.add(last)]).toEqual([false, false]);
  for (const id of ['b', 'c', 'd']) backlog.add(actor(id));
  for (let n = 0; n < 100; n++) backlog.add(event('d'));
  expect(new Set(backlog.messages().map(({ sessionId }) => sessionId))).toEqual(new Set(['b', 'c', 'd']));
});

test('the viewer believes snapshots only, takes a message once, and is bounded', () => {
  const sessions = new Map<string, SeenSession>();
  const heard = new Set<string>();
  const take = (message: InspectionMessage) => hear(sessions, heard, message);
  // Stately's inspector tells an actor's later snapshot as if it were its first one.
  take(Object.assign(actor('a'), { snapshot: { status: 'active', value: 'later' } }));
  expect(sessions.get('a')?.active).toEqual([]);
  take(snapshot('a', { imReady: 'loggingInIm' }));
  expect(sessions.get('a')?.active).toEqual(['imReady', 'imReady.loggingInIm']);
  const once = event('a');
  take(once);
  take(once);
  expect(sessions.get('a')?.events).toHaveLength(1);
  for (let n = 0; n < 5_000; n++) take(event('a'));
  expect(sessions.get('a')?.events).toHaveLength(50);
  for (let n = 0; n < 100; n++) take(actor(`s${n}`));
  expect([sessions.size, heard.size]).toEqual([50, 2_000]);
});
