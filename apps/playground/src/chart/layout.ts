import { type Chart, type ChartEdge, type ChartState, readChart } from '@partyline/cli';
import { default as Elk, type ElkExtendedEdge, type ElkNode } from 'elkjs';
import { sizeOfName } from './names.ts';
import type { Line, Picture, Point, Reason, Shape } from './picture.ts';

const spacing = {
  'elk.spacing.nodeNode': '10',
  'elk.spacing.edgeEdge': '6',
  'elk.spacing.edgeNode': '9',
  'elk.layered.spacing.nodeNodeBetweenLayers': '24',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '5',
  'elk.layered.spacing.edgeNodeBetweenLayers': '9',
};

const options = {
  ...spacing,
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.partitioning.activate': 'true',
  'elk.layered.mergeEdges': 'true',
  'elk.layered.mergeHierarchyEdges': 'true',
  'elk.padding': '[top=8,left=8,bottom=8,right=8]',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
};

function nodeOf(state: ChartState, partition: number): ElkNode {
  const inner = state.states.map((child) => nodeOf(child, 0));
  if (inner.length === 0) return { id: state.id, ...sizeOfName(state.name) };
  return {
    id: state.id,
    layoutOptions: {
      ...spacing,
      'elk.partitioning.partition': String(partition),
      'elk.padding': '[top=40,left=14,bottom=14,right=14]',
    },
    children: inner,
  };
}

const flat = (state: ChartState): ChartState[] => [state, ...state.states.flatMap(flat)];

/** One line for all transitions from one state to another. */
function merged(edges: readonly ChartEdge[]): Map<string, { from: string; to: string; reasons: Reason[] }> {
  const lines = new Map<string, { from: string; to: string; reasons: Reason[] }>();
  for (const { from, to, event, guard, description } of edges) {
    if (to === null || to === from) continue;
    const line = lines.get(`${from} ${to}`) ?? { from, to, reasons: [] };
    line.reasons.push({ event, guard, description });
    lines.set(`${from} ${to}`, line);
  }
  return lines;
}

/** Between a state and the one around it: a straight line to its frame, on the side where nothing is in the way. */
function straight(inner: Shape, outer: Shape, others: readonly Shape[], outwards: boolean): readonly Point[] {
  const x = Math.round(inner.x + inner.width / 2) + (outwards ? -5 : 5);
  const isBelow = (other: Shape) => other.y > inner.y && other.x - 6 < x && x < other.x + other.width + 6;
  const blocked = others.some((other) => other.parent === inner.parent && isBelow(other));
  const points =
    outwards && !blocked
      ? [
          { x, y: inner.y + inner.height },
          { x, y: outer.y + outer.height },
        ]
      : [
          { x, y: inner.y },
          { x, y: outer.y + 30 },
        ];
  return outwards ? points : points.reverse();
}

function pointsOf(edge: ElkExtendedEdge): readonly Point[] {
  return (edge.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) =>
    [startPoint, ...bendPoints, endPoint].map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })),
  );
}

/** Lays the chart of a machine out. Takes a moment, so it is done when the page is built and not in it. */
export async function layOut({ root, edges }: Chart = readChart()): Promise<Picture> {
  const states = flat(root).slice(1);
  const parents = new Map(states.flatMap((state) => state.states.map(({ id }) => [id, state.id] as const)));
  const inside = (id: string, outer: string): boolean => {
    const parent = parents.get(id);
    return parent === outer || (parent !== undefined && inside(parent, outer));
  };
  const lines = merged(edges.filter(({ from }) => from !== root.id));
  const routed = new Map<string, { readonly id: string; readonly reversed: boolean }>();
  const wires: ElkExtendedEdge[] = [];
  for (const [key, { from, to }] of lines) {
    if (inside(from, to) || inside(to, from)) continue;
    // There and back share one wire.
    const back = `${to} ${from}`;
    if (wires.some(({ id }) => id === back)) routed.set(key, { id: back, reversed: true });
    else {
      wires.push({ id: key, sources: [from], targets: [to] });
      routed.set(key, { id: key, reversed: false });
    }
  }
  const graph = { id: 'root', layoutOptions: options, children: root.states.map(nodeOf), edges: wires };
  // Its type says a namespace where its module is a class.
  const elk = new (Elk as unknown as new () => { layout(graph: ElkNode): Promise<ElkNode> })();
  const placed = await elk.layout(graph);

  const boxes = new Map<string, ElkNode>();
  const collect = (node: ElkNode) => {
    boxes.set(node.id, node);
    node.children?.forEach(collect);
  };
  placed.children?.forEach(collect);
  const shapes = states.map(({ id, name, description, invokes }): Shape => {
    const { x = 0, y = 0, width = 0, height = 0 } = boxes.get(id) ?? {};
    const place = { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
    return { id, name, description, ...place, parent: parents.get(id) ?? null, working: invokes.length > 0 };
  });
  const shapeOf = new Map(shapes.map((shape) => [shape.id, shape]));
  const wired = new Map(placed.edges?.map((edge) => [edge.id, pointsOf(edge)]));

  const drawn = [...lines].map(([key, { from, to, reasons }]): Line => {
    const route = routed.get(key);
    const [start, end] = [shapeOf.get(from), shapeOf.get(to)];
    if (route) {
      const points = wired.get(route.id) ?? [];
      return { from, to, reasons, points: route.reversed ? [...points].reverse() : points };
    }
    if (!start || !end) return { from, to, reasons, points: [] };
    return {
      from,
      to,
      reasons,
      points: inside(from, to) ? straight(start, end, shapes, true) : straight(end, start, shapes, false),
    };
  });
  const stays: Record<string, Reason[]> = {};
  for (const { from, to, event, guard, description } of edges) {
    if (to !== null && to !== from) continue;
    stays[from] ??= [];
    stays[from].push({ event, guard, description });
  }
  return { width: Math.ceil(placed.width ?? 0), height: Math.ceil(placed.height ?? 0), shapes, lines: drawn, stays };
}
