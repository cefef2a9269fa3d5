import picture from 'virtual:partyline-chart';
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { linesOfName } from '../../chart/names.ts';
import type { Line, Shape } from '../../chart/picture.ts';
import { Choice } from '../parts/choice.tsx';
import { Panel } from '../parts/panel.tsx';
import { useSurroundings, useView } from '../use.ts';
import { fitting, type Size } from './chart-view.ts';
import { WaysOn } from './ways-on.tsx';

const shapes = new Map(picture.shapes.map((shape) => [shape.id, shape]));

/** The state at the top that a state belongs to. */
export function topOf(shape: Shape): Shape {
  const parent = shape.parent === null ? undefined : shapes.get(shape.parent);
  return parent ? topOf(parent) : shape;
}

/** The states of the picture that a run is in. A name that this machine does not know is left out. */
export function shownStates(active: readonly string[], state: string | undefined): readonly Shape[] {
  const found = active.flatMap((id) => shapes.get(id) ?? []);
  if (found.length > 0 || state === undefined) return found;
  return picture.shapes.filter(({ name, parent }) => parent === null && name === state);
}

const roundedPath = (points: Line['points']) => {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, index) => {
    const before = points[index] ?? point;
    const after = rest[index + 1];
    if (!after) {
      path += `L${point.x} ${point.y}`;
      return;
    }
    const near = (to: { x: number; y: number }, room: number) => ({
      x: point.x + Math.sign(to.x - point.x) * Math.min(room, Math.abs(to.x - point.x) / 2),
      y: point.y + Math.sign(to.y - point.y) * Math.min(room, Math.abs(to.y - point.y) / 2),
    });
    const [a, b] = [near(before, 5), near(after, 5)];
    path += `L${a.x} ${a.y}Q${point.x} ${point.y} ${b.x} ${b.y}`;
  });
  return path;
};

const paths = new Map(picture.lines.map((line) => [`${line.from} ${line.to}`, roundedPath(line.points)]));

/** The statechart, with where the session is, how it came there, and what it is doing. */
export function Chart() {
  const { words } = useSurroundings();
  const { frame } = useView();
  const said = words.chart;
  const [mode, setMode] = useState<'follow' | 'whole'>('follow');
  const [hovered, setHovered] = useState<string | null>(null);
  const [size, box] = useSize();

  const active = shownStates(frame.active, frame.snapshot?.state);
  const ids = new Set(active.map(({ id }) => id));
  const leaf = active.at(-1);
  const top = leaf && topOf(leaf);
  const lit = new Set(frame.ways.map(({ from, to }) => `${from} ${to}`));
  const came = frame.ways.flatMap(({ from }) => shapes.get(from) ?? []).map(topOf);
  const where = active.map(({ name }) => name).join(' › ');
  const view = fitting(mode === 'follow' && top ? [top, ...came] : picture.shapes, picture, size);
  const style: CSSProperties = { transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` };

  return (
    <Panel
      name="chart"
      title={said.title}
      aside={
        <>
          <p className="where" data-top={top?.name} role="status">
            <span className="dot" aria-hidden="true" />
            <code data-where>{where}</code>
            <span className="where-words">{top && words.chart.states[top.name as keyof typeof said.states]}</span>
          </p>
          <Choice
            label={said.title}
            shown={false}
            value={mode}
            options={[
              { value: 'follow', text: said.follow },
              { value: 'whole', text: said.whole },
            ]}
            onPick={setMode}
          />
        </>
      }
    >
      <div className="chart-box" ref={box}>
        <svg
          className="chart-picture"
          role="img"
          aria-label={said.label(where)}
          width={size.width}
          height={size.height}
        >
          <defs>
            {(['faint', 'near', 'lit'] as const).map((name) => (
              <marker
                key={name}
                id={`tip-${name}`}
                className={`tip ${name}`}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="7"
                markerHeight="7"
                markerUnits="userSpaceOnUse"
                orient="auto"
              >
                <path d="M0 0.5 L8 4 L0 7.5 z" />
              </marker>
            ))}
          </defs>
          <g className="camera" style={style}>
            <Frames ids={ids} />
            <Lines lit={lit} near={hovered} />
            <States ids={ids} open={frame.open.size > 0} onHover={setHovered} />
          </g>
        </svg>
      </div>
      <WaysOn active={active} />
    </Panel>
  );
}

function Frames({ ids }: { readonly ids: ReadonlySet<string> }) {
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

function Lines({ lit, near }: { readonly lit: ReadonlySet<string>; readonly near: string | null }) {
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

function States({
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

function useSize(): readonly [Size, React.RefObject<HTMLDivElement | null>] {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 600, height: 500 });
  const observer = useMemo(
    () =>
      new ResizeObserver(([entry]) => {
        if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
      }),
    [],
  );
  useEffect(() => {
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, [observer]);
  return [size, box];
}
