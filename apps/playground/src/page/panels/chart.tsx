import picture from 'virtual:partyline-chart';
import { type CSSProperties, useState } from 'react';
import { Choice } from '../parts/choice.tsx';
import { Panel } from '../parts/panel.tsx';
import { useSize } from '../parts/use-size.ts';
import { useSurroundings, useView } from '../use.ts';
import { Frames, Lines, States } from './chart-drawing.tsx';
import { shapes, shownStates, topOf } from './chart-shapes.ts';
import { fitting } from './chart-view.ts';
import { WaysOn } from './ways-on.tsx';

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
