import type { SessionSnapshot } from '@partyline/core';
import type { Paint } from '../print/paint.ts';
import { stateText } from '../print/snapshot.ts';

const stops = ['uninitialized', 'imReady', 'imLoggedIn', 'meetingLoggedIn'] as const;

/** Columns that the rail takes; on a narrower terminal only the state itself is shown. */
const length = 72;

/** The way from nothing to a meeting, and where the session is on it. */
export function rail({ state }: SessionSnapshot, columns: number, paint: Paint): string {
  const here = (text: string) => paint.bold(stateText(state, paint).replace(state, text));
  if (columns < length + 6) return here(`◉ ${state}`);
  const way = stops.map((stop) => (stop === state ? here(`◉ ${stop}`) : paint.dim(`○ ${stop}`)));
  const line = way.join(paint.dim(' ── '));
  return state === 'failed' ? `${line}\n      ${here('✖ failed')}` : line;
}
