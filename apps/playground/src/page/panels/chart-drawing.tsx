import picture from 'virtual:partyline-chart';
import { linesOfName } from '../../chart/names.ts';
import type { Line } from '../../chart/picture.ts';
import { paths, topOf } from './chart-shapes.ts';

/** The five states. */
export function Frames({ ids }: { readonly ids: ReadonlySet<string> }) {
  return picture.shapes
    .filter(({ parent }) => parent === null)
    .map(({ id, name, x, y, width, height, description }) => (
      <g key={id} className="state top" data-state={id} data-top={name} data-active={ids.has(id) || undefined}>
        <title>{description}</title>
        <rect x={x} y={y} width={width} height={height} rx="14" />
        <text x={x + 15} y={y + 25}>
          {name}
        </text>
      </g>
    ));
}

/** The transitions: what is lit is drawn last, above the rest. */
export function Lines({ lit, near }: { readonly lit: ReadonlySet<string>; readonly near: string | null }) {
  const kindOf = ({ from, to }: Line) => {
    if (lit.has(`${from} ${to}`)) return 'lit';
    return near !== null && (from === near || to === near) ? 'near' : 'faint';
  };
  // What is lit is drawn last, above the rest.
  const rank = { faint: 0, near: 1, lit: 2 };
  const lines = picture.lines.map((line) => ({ line, kind: kindOf(line) })) as {
    line: Line;
    kind: keyof typeof rank;
  }[];
  return lines
    .sort((a, b) => rank[a.kind] - rank[b.kind])
    .map(({ line: { from, to }, kind }) => (
      <path
        key={`${from} ${to}`}
        className={`line ${kind}`}
        data-edge={`${from} ${to}`}
        d={paths.get(`${from} ${to}`)}
        markerEnd={`url(#tip-${kind})`}
      />
    ));
}

/** The states inside them. */
export function States({
  ids,
  open,
  onHover,
}: {
  readonly ids: ReadonlySet<string>;
  readonly open: boolean;
  readonly onHover: (id: string | null) => void;
}) {
  return picture.shapes
    .filter(({ parent }) => parent !== null)
    .map((shape) => {
      const { id, name, x, y, width, height, description, working } = shape;
      const lines = linesOfName(name);
      const isActive = ids.has(id);
      return (
        // biome-ignore lint/a11y/noStaticElementInteractions: hovering only points lines out; the list below says the same.
        <g
          key={id}
          className="state inner"
          data-state={id}
          data-top={topOf(shape).name}
          data-active={isActive || undefined}
          data-working={(isActive && working && open) || undefined}
          onMouseEnter={() => onHover(id)}
          onMouseLeave={() => onHover(null)}
        >
          <title>{description}</title>
          <rect x={x} y={y} width={width} height={height} rx="9" />
          {lines.map((text, index) => (
            <text
              key={text}
              x={x + width / 2}
              y={y + height / 2 + 4 + (index - (lines.length - 1) / 2) * 13}
              textAnchor="middle"
            >
              {text}
            </text>
          ))}
        </g>
      );
    });
}
