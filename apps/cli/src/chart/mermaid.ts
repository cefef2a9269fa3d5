import type { Chart, ChartEdge, ChartState } from './chart.ts';
import { overview } from './overview.ts';

/** What Mermaid reads as its own, or as the beginning of an entity, is written as an entity, which it draws as it was. */
const plain = (text: string) => text.replaceAll(/[:;#"<>]/g, (sign) => `#${sign.charCodeAt(0)};`);

/** Mermaid's names are made of letters, digits and underscores. */
const nameOf = (id: string) => id.replaceAll(/\W/g, '_');

/** `event [guard]`, in the notation of UML. */
const label = ({ event, guard }: ChartEdge) => [event || 'always', guard && `[${guard}]`].filter(Boolean).join(' ');

/** A note beside a state: what it is, and what can happen in it without leaving it. */
function note(state: ChartState, inner: readonly ChartEdge[], depth: number): string[] {
  const indent = '  '.repeat(depth);
  const lines = inner.map((edge) =>
    plain(`${label(edge)}${edge.to === null ? '' : ` → ${edge.to.split('.').at(-1)}`}`),
  );
  const text = [plain(state.description), ...new Set(lines)].filter(Boolean);
  return text.length === 0
    ? []
    : [`${indent}note right of ${nameOf(state.id)}`, ...text.map((line) => `${indent}  ${line}`), `${indent}end note`];
}

function drawn(state: ChartState, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const name = nameOf(state.id);
  const declared = `${indent}state "${plain(state.name)}" as ${name}`;
  if (state.states.length === 0) return [declared];
  const first = state.states.find(({ name: key }) => key === state.initial);
  return [
    `${declared} {`,
    ...(first ? [`${indent}  [*] --> ${nameOf(first.id)}`] : []),
    ...state.states.flatMap((child) => drawn(child, depth + 1)),
    `${indent}}`,
  ];
}

/** An edge that Mermaid cannot draw: it stays where it is, or leads from a state to a sub-state of its own. */
function isInner({ from, to }: ChartEdge): boolean {
  return to === null || to === from || to.startsWith(`${from}.`) || to.startsWith(`session.${from}.`);
}

/** The chart as a Mermaid `stateDiagram-v2`. */
export function mermaid({ root, edges }: Chart): string {
  const tops = root.states;
  const outer = edges.filter((edge) => !isInner(edge));
  const innerOf = (state: ChartState) => edges.filter((edge) => edge.from === state.id && isInner(edge));
  const first = tops.find(({ name }) => name === root.initial);
  return [
    'stateDiagram-v2',
    `  %% ${root.description}`,
    ...innerOf(root).map((edge) => `  %% in every state: ${label(edge)} — ${edge.description}`),
    ...(first ? [`  [*] --> ${nameOf(first.id)}`] : []),
    ...tops.flatMap((state) => drawn(state, 1)),
    ...outer.map((edge) => `  ${nameOf(edge.from)} --> ${nameOf(edge.to ?? edge.from)}: ${plain(label(edge))}`),
    ...tops.flatMap((state) => note(state, innerOf(state), 1)),
    '',
  ].join('\n');
}

/** The five states alone as a Mermaid `stateDiagram-v2`, each edge labelled with what leads along it. */
export function mermaidOverview(chart: Chart): string {
  const { root } = chart;
  return [
    'stateDiagram-v2',
    `  [*] --> ${root.initial}`,
    ...root.states.map(({ name, description }) => `  ${name}: ${name}<br/>${plain(description)}`),
    ...overview(chart).map(({ from, to, reasons }) => `  ${from} --> ${to}: ${reasons.map(plain).join('<br/>')}`),
    '',
  ].join('\n');
}
