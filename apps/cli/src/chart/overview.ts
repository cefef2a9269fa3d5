import type { Chart, ChartState } from './chart.ts';

/** A way from one of the five states to another, with everything that can lead there. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly reasons: readonly string[];
}

const idsOf = (state: ChartState): string[] => [state.id, ...state.states.flatMap(idsOf)];

/** The five states alone: what leads from a state or a sub-state of one to another of the five. */
export function overview({ root, edges }: Chart): readonly Way[] {
  const tops = new Map(root.states.flatMap((top) => idsOf(top).map((id) => [id, top.name] as const)));
  const ways = new Map<string, { from: string; to: string; reasons: Set<string> }>();
  for (const edge of edges) {
    const from = tops.get(edge.from);
    const to = edge.to === null ? undefined : tops.get(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    const way = ways.get(`${from} ${to}`) ?? { from, to, reasons: new Set<string>() };
    way.reasons.add(edge.description);
    ways.set(`${from} ${to}`, way);
  }
  return [...ways.values()].map(({ from, to, reasons }) => ({ from, to, reasons: [...reasons] }));
}
