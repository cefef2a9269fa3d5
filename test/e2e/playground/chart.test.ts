// The picture against the machine, read in another way than the picture is made.
import { sessionMachine } from '@partyline/core';
import { layOut } from '@partyline/playground/chart';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { type PlaygroundWorld, playgroundWorld } from '../support/playground.ts';

const below = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(below)];
const root: AnyStateNode = sessionMachine.root;
const nodes = below(root);
const transitions = nodes.flatMap((node) => [...node.transitions.values()].flat().concat(node.always ?? []));

/** Every transition that leads from one state to another, each pair once. */
const edges = [
  ...new Set(
    transitions.flatMap(({ source, target }) => {
      const to = target?.[0]?.id;
      return source === root || to === undefined || to === source.id ? [] : [`${source.id} ${to}`];
    }),
  ),
].sort();

describe('the picture', async () => {
  const picture = await layOut();
  const shapes = new Map(picture.shapes.map((shape) => [shape.id, shape]));

  test('has the states of the machine, each inside the one that it belongs to', () => {
    expect([...shapes.keys()].sort()).toEqual(
      nodes
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    );
    for (const node of nodes.slice(1)) {
      const shape = shapes.get(node.id);
      expect(shape).toMatchObject({ name: node.key, description: node.description ?? '' });
      const parent = node.parent === root ? null : node.parent?.id;
      expect(shape?.parent).toBe(parent);
      const outer = shapes.get(parent ?? '') ?? { x: 0, y: 0, width: picture.width, height: picture.height };
      expect(shape).toSatisfy(({ x, y, width, height }: typeof outer) => {
        return (
          x >= outer.x && y >= outer.y && x + width <= outer.x + outer.width && y + height <= outer.y + outer.height
        );
      });
    }
  });

  test('has the edges of the machine, and every transition on one of them or in its state', () => {
    expect(picture.lines.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(edges);
    const told = picture.lines.flatMap(({ reasons }) => reasons).length + Object.values(picture.stays).flat().length;
    const leaving = transitions.filter(({ source, target }) => source === root && target !== undefined).length;
    expect(told).toBe(transitions.length - leaving);
  });

  test('draws every edge from its state to its state', () => {
    const touches = (id: string, point: { x: number; y: number } | undefined) => {
      const { x, y, width, height } = shapes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
      const near = 3;
      return (
        point !== undefined &&
        point.x >= x - near &&
        point.x <= x + width + near &&
        point.y >= y - near &&
        point.y <= y + height + near
      );
    };
    for (const { from, to, points } of picture.lines) {
      expect(points.length, `${from} ${to}`).toBeGreaterThanOrEqual(2);
      expect([touches(from, points[0]), touches(to, points.at(-1))], `${from} ${to}`).toEqual([true, true]);
      for (const [index, point] of points.entries()) {
        const before = points[index - 1] ?? point;
        expect(before.x === point.x || before.y === point.y, `${from} ${to} is drawn at right angles`).toBe(true);
      }
    }
  });

  test('the five states stand in session order, from top to bottom, and no two overlap', () => {
    const tops = picture.shapes.filter(({ parent }) => parent === null);
    expect(tops.map(({ name }) => name)).toEqual(Object.keys(sessionMachine.states));
    const heights = tops.map(({ y }) => y);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    for (const one of picture.shapes) {
      for (const other of picture.shapes) {
        if (one === other || one.parent !== other.parent) continue;
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart, `${one.id} and ${other.id}`).toBe(true);
      }
    }
  });
});

describe('the page', () => {
  let world: PlaygroundWorld;
  beforeAll(async () => {
    world = await playgroundWorld();
  });
  afterAll(() => world.close());

  test('shows that picture', async () => {
    const { page, context } = await world.open();
    const attributes = (name: string) =>
      page.locator(`[${name}]`).evaluateAll((all, key) => all.map((one) => one.getAttribute(key) ?? ''), name);
    expect((await attributes('data-state')).sort()).toEqual(
      nodes
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    );
    expect((await attributes('data-edge')).sort()).toEqual(edges);
    await context.close();
  });
});
