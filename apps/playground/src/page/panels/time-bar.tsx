import { type ChangeEvent, useRef } from 'react';
import { canShare, saveFile, shareFile } from '../save-file.ts';
import { useSurroundings, useView } from '../use.ts';

/** The run's time: back and forth through every moment of it, out into a file and in from one. */
export function TimeBar() {
  const { playground, words } = useSurroundings();
  const { entries, cursor, frame, stage } = useView();
  const said = words.time;
  const input = useRef<HTMLInputElement>(null);
  const last = entries.length - 1;
  const position = cursor ?? last;
  const end = entries.at(-1)?.at ?? 0;
  const spoken = said.position(frame.at, end);

  const open = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file) await playground.open(await file.text());
    target.value = '';
  };
  const seek = (to: number) => playground.seek(to >= last && cursor === null ? null : to);

  return (
    <section className="time-bar" aria-label={said.title} data-past={cursor !== null || undefined}>
      <button
        type="button"
        className="button small"
        aria-label={said.back}
        title={said.back}
        onClick={() => seek(position - 1)}
      >
        ◀
      </button>
      <span className="scrub">
        <input
          type="range"
          min={0}
          max={Math.max(last, 0)}
          value={position}
          aria-label={said.title}
          aria-valuetext={spoken}
          onChange={({ target }) => seek(Number(target.value))}
        />
        <span className="ticks" aria-hidden="true">
          {entries.map((entry, index) =>
            entry.type === 'act' && index > 1 ? (
              <i
                key={index}
                data-outside={entry.call === undefined || undefined}
                style={{ left: `${(index / Math.max(last, 1)) * 100}%` }}
              />
            ) : null,
          )}
        </span>
      </span>
      <button
        type="button"
        className="button small"
        aria-label={said.forward}
        title={said.forward}
        onClick={() => seek(position + 1)}
      >
        ▶
      </button>
      <output className="clock">{spoken}</output>
      <button
        type="button"
        className={cursor === null ? 'button small live' : 'button small strong'}
        aria-pressed={cursor === null}
        onClick={() => playground.seek(null)}
      >
        {said.live}
      </button>
      {stage.ranOn === 'fakes' && frame.open.size > 0 && cursor === null && (
        <button type="button" className="button small" onClick={() => playground.skipAhead()}>
          {said.skipAhead}
        </button>
      )}
      <span className="spring" />
      <button type="button" className="button small" onClick={() => saveFile(playground.trace())}>
        {said.exportFile}
      </button>
      <button type="button" className="button small" onClick={() => input.current?.click()}>
        {said.importFile}
      </button>
      <input
        ref={input}
        className="hidden"
        type="file"
        accept=".json,application/json"
        aria-label={said.importFile}
        tabIndex={-1}
        onChange={(event) => void open(event)}
      />
      {canShare() && (
        <button type="button" className="button small" onClick={() => void shareFile(playground.trace())}>
          {said.share}
        </button>
      )}
    </section>
  );
}
