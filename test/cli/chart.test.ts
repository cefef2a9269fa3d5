// The charts against the machine, read in another way than the command reads it.
import { readFileSync } from 'node:fs';
import { exit, overview, readChart } from '@partyline/cli';
import { sessionMachine } from '@partyline/core/chart';
import { describe, expect, test } from 'vitest';
import { type AnyStateMachine, type AnyStateNode, createMachine } from 'xstate';
import { cli, inRoot } from './harness.ts';

const nodes = (machine: AnyStateMachine): AnyStateNode[] => below(machine.root);

function below(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(below)];
}

const ids = (machine: AnyStateMachine) => nodes(machine).map(({ id }) => id);

/** What a state says about itself. */
const told = ({ id, description, invoke, initial, entry, exit: leave }: AnyStateNode) => ({
  id,
  description,
  invoked: invoke.map(({ src }) => src),
  initial: initial?.target?.map((to) => to.id),
  entry,
  leave,
});

/** Every transition whole, in the order in which it is tried: what it says, does and asks. */
const waysOf = (machine: AnyStateMachine) =>
  nodes(machine)
    .flatMap((node) => [...node.transitions.values()].flat().concat(node.always ?? []))
    .map(({ source, eventType, guard, target, actions, reenter, description }) => {
      return { from: source.id, to: target?.map(({ id }) => id), eventType, guard, actions, reenter, description };
    });

/** Every transition as `from event guard → to`. */
const edgesOf = (machine: AnyStateMachine) =>
  nodes(machine)
    .flatMap((node) => [...node.transitions.values()].flat().concat(node.always ?? []))
    .map(({ source, eventType, guard, target }) => {
      return `${source.id} ${eventType} ${JSON.stringify(guard ?? null)} → ${target?.map(({ id }) => id).join() ?? ''}`;
    })
    .sort();

const topOf = (id: string) => id.split('.').at(id.startsWith('session.') ? 1 : 0) ?? '';

describe('xstate', async () => {
  const { code, out } = await cli(['chart', '--format', 'xstate']);
  const config = JSON.parse(out);

  test('is a configuration that createMachine loads, with the states and edges of the machine', () => {
    expect(code).toBe(exit.ok);
    const loaded = createMachine(config);
    expect(nodes(loaded).map(told)).toEqual(nodes(sessionMachine).map(told));
    expect(edgesOf(loaded)).toEqual(edgesOf(sessionMachine));
  });

  test('round-trips: descriptions, guards, actions and their order survive, and every transition has a description', () => {
    const loaded = createMachine(config);
    expect(loaded.root.description).toBe(sessionMachine.root.description);
    expect(waysOf(loaded)).toEqual(waysOf(sessionMachine));
    expect(waysOf(loaded).filter(({ description }) => !description)).toEqual([]);
    // Once more round, through what XState itself writes of a machine that was loaded.
    const again = createMachine(JSON.parse(JSON.stringify(loaded.config)));
    expect(nodes(again).map(told)).toEqual(nodes(sessionMachine).map(told));
    expect(waysOf(again)).toEqual(waysOf(sessionMachine));
  });

  test('names every target by its full id', () => {
    const targets = [...out.matchAll(/"target": \[\s*"([^"]*)"/g)].map(([, target]) => target ?? '');
    expect(targets.length).toBeGreaterThan(50);
    for (const target of targets)
      expect(target.startsWith('#') && ids(sessionMachine).includes(target.slice(1))).toBe(true);
  });
});

describe('mermaid', async () => {
  const { out } = await cli(['chart']);
  const lines = out.split('\n').map((line) => line.trim());
  const names = new Map(ids(sessionMachine).map((id) => [id.replaceAll(/\W/g, '_'), id]));

  test('declares every state, the five with what is inside them', () => {
    const declared = lines.flatMap((line) => /^state ".+" as (\w+)/.exec(line)?.[1] ?? []);
    expect(declared.map((name) => names.get(name)).sort()).toEqual(
      ids(sessionMachine)
        .filter((id) => id !== 'session')
        .sort(),
    );
    expect(lines.filter((line) => line.endsWith('{'))).toHaveLength(5);
  });

  test('draws every edge that leads from one state to another, and notes the others', () => {
    const drawn = lines.flatMap((line) => {
      const [, from = '', to = ''] = /^(\w+) --> (\w+): ./.exec(line) ?? [];
      return from ? [`${names.get(from)} ${names.get(to)}`] : [];
    });
    const all = nodes(sessionMachine)
      .flatMap((node) => [...node.transitions.values()].flat().concat(node.always ?? []))
      .map(({ source, target }) => [source.id, target?.[0]?.id] as const);
    const isInner = ([from, to]: readonly [string, string | undefined]) =>
      to === undefined || to === from || (to.startsWith('session.') && topOf(to) === from);
    expect(drawn.sort()).toEqual(
      all
        .filter((edge) => !isInner(edge))
        .map(([from, to]) => `${from} ${to}`)
        .sort(),
    );
    expect(drawn.length).toBeGreaterThan(100);
  });

  test('says nothing that Mermaid would take for its own', () => {
    for (const line of lines.filter((one) => one.includes('-->'))) {
      expect(line.split('--> ')[1]?.replace(': ', '').replaceAll(/#\d+;/g, '')).not.toMatch(/[:;#"<>]/);
    }
    expect(lines.filter((line) => line.startsWith('note '))).toHaveLength(
      lines.filter((line) => line === 'end note').length,
    );
  });
});

/** What Mermaid draws: it puts the characters back that were written as entities. */
const drawnText = (text: string) => text.replaceAll(/#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

describe('the sentences of the machine are drawn as they are', () => {
  test.each([
    ['the whole chart', []],
    ['the five states', ['--overview']],
  ])('in %s', async (_, flags) => {
    const { out } = await cli(['chart', ...flags]);
    const told = Object.values(sessionMachine.states).map(({ description = '' }) => description);
    expect(told.filter((sentence) => /[:;]/.test(sentence)).length).toBeGreaterThan(0);
    for (const sentence of told) expect(drawnText(out)).toContain(sentence);
    if (flags.length > 0)
      for (const { reasons } of overview(readChart())) expect(drawnText(out)).toContain(reasons.join('<br/>'));
    // A bare one of these would end the statement, or begin something else.
    const statements = out.split('\n').filter((line) => !line.trim().startsWith('%%'));
    for (const line of statements) expect(line.replaceAll(/#\d+;/g, '')).not.toMatch(/[;#]/);
  });
});

describe('the five states alone', () => {
  const ways = new Set(
    nodes(sessionMachine)
      .flatMap((node) => [...node.transitions.values()].flat().concat(node.always ?? []))
      .flatMap(({ source, target }) => (target?.[0] ? [`${topOf(source.id)} ${topOf(target[0].id)}`] : []))
      .filter((way) => way.split(' ')[0] !== way.split(' ')[1]),
  );

  test('--overview has the ways of the machine', async () => {
    const { out } = await cli(['chart', '--overview']);
    const drawn = [...out.matchAll(/^ {2}(\w+) --> (\w+): ./gm)].map(([, from, to]) => `${from} ${to}`);
    expect(drawn.sort()).toEqual([...ways].sort());
    expect(
      overview(readChart())
        .map(({ from, to }) => `${from} ${to}`)
        .sort(),
    ).toEqual([...ways].sort());
  });

  test('the picture in the README has them too; dispose() is told in words', () => {
    const svg = readFileSync(inRoot('.github/states.svg'), 'utf8');
    const states = [...svg.matchAll(/data-state="(\w+)"/g)].map(([, name]) => name);
    expect(states.sort()).toEqual(Object.keys(sessionMachine.states).sort());
    const drawn = [...svg.matchAll(/data-edge="([^"]+)"/g)].map(([, edge]) => edge);
    expect(drawn.sort()).toEqual([...ways].filter((way) => !way.endsWith(' uninitialized')).sort());
    expect(svg).toContain('dispose() leads from every state back to uninitialized');
    expect([...ways].filter((way) => way.endsWith(' uninitialized'))).toHaveLength(4);
  });
});
