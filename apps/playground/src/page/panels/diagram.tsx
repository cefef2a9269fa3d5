import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { Choice } from '../parts/choice.tsx';
import { Panel } from '../parts/panel.tsx';
import { useSurroundings, useView } from '../use.ts';
import { type Lane, lanes, type Row, rowsOf } from './diagram-rows.ts';
import { WireLog } from './wire.tsx';

/** More than anybody scrolls through; older rows are still in the run, and reached through its time. */
const MOST = 400;

const place = (lane: Lane) => lanes.indexOf(lane);

/** Calls and events among app, session, IM SDK, kit and server, growing as they happen. A row leads back to its moment. */
export function Diagram() {
  const { playground, words } = useSurroundings();
  const { entries, cursor, run, stage } = useView();
  const [shown, setShown] = useState<'calls' | 'wire'>('calls');
  const wire = shown === 'wire' ? stage.wire : null;
  const said = words.diagram;
  const rows = useMemo(() => rowsOf(entries, entries.length - 1).slice(-MOST), [entries]);
  const list = useRef<HTMLOListElement>(null);
  const count = rows.length;
  const here = cursor === null ? null : (rows.findLast(({ index }) => index <= cursor)?.index ?? null);

  useEffect(() => {
    const box = list.current;
    if (!box) return;
    // Whoever looks at the past wants to see that moment, everybody else the latest.
    const row = here === null ? null : box.querySelector(`[data-index="${here}"]`);
    if (row) row.scrollIntoView({ block: 'nearest' });
    else if (here === null && count >= 0) box.scrollTop = box.scrollHeight;
  }, [here, count]);

  return (
    <Panel
      name="diagram"
      title={said.title}
      aside={
        stage.wire && (
          <Choice
            label={said.title}
            shown={false}
            value={shown}
            options={[
              { value: 'calls', text: said.calls },
              { value: 'wire', text: said.wire },
            ]}
            onPick={setShown}
          />
        )
      }
    >
      {wire && <WireLog wire={wire} label={said.wire} />}
      <div className="lanes" aria-hidden="true" hidden={wire !== null}>
        {lanes.map((lane) => (
          <span key={lane} data-lane={lane}>
            {said.lanes[lane]}
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <ol className="rows" hidden={wire !== null} ref={list} key={run} tabIndex={0} aria-label={said.title}>
        {rows.map((row) => (
          <RowLine
            key={row.index}
            row={row}
            later={cursor !== null && row.index > cursor}
            here={row.index === here}
            onPick={() => playground.seek(row.index)}
          />
        ))}
        {rows.every(({ kind }) => kind === 'state') && <li className="empty">{said.empty}</li>}
      </ol>
    </Panel>
  );
}

interface LineProps {
  readonly row: Row;
  readonly later: boolean;
  readonly here: boolean;
  readonly onPick: () => void;
}

function RowLine({ row, later, here, onPick }: LineProps) {
  const { words } = useSurroundings();
  const { from, to, kind, text, bad, at, index } = row;
  const [a, b] = [place(from), place(to)];
  const style = { '--from': Math.min(a, b) + 1, '--to': Math.max(a, b) + 1 } as CSSProperties;
  const names = words.diagram.lanes;
  const spoken = a === b ? `${names[from]}: ${text}` : `${names[from]} → ${names[to]}: ${text}`;
  return (
    <li
      className="row"
      data-index={index}
      data-kind={kind}
      data-later={later || undefined}
      data-here={here || undefined}
    >
      <button
        type="button"
        className={bad ? 'bad' : undefined}
        data-top={kind === 'state' ? text : undefined}
        style={style}
        data-way={a === b ? 'self' : a < b ? 'right' : 'left'}
        title={`${(at / 1000).toFixed(2)} s · ${spoken}`}
        aria-label={spoken}
        tabIndex={-1}
        onClick={onPick}
      >
        <span className="label">{text}</span>
      </button>
    </li>
  );
}
