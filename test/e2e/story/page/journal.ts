// Runs in the page: what happened in a run, in order.

import { type Happening, sessionWatcher, watchPorts } from '@partyline/adapters/trace';
import type { Session } from '@partyline/core';

/** Something that happened, and when. */
export interface Line {
  /** Milliseconds since the epoch: the emulator's events are put between these. */
  readonly at: number;
  readonly text: string;
}

/** What happened in a run, for a person who reads a counterexample. */
export class Journal {
  readonly lines: Line[] = [];

  note(text: string): void {
    this.lines.push({ at: Date.now(), text });
  }

  /** The same ports, with every call of theirs noted. */
  ports<P extends Parameters<typeof watchPorts>[0]>(ports: P): P {
    return watchPorts(ports, (happening) => this.#happened(happening));
  }

  /** Notes what a session says. */
  watch(session: Session): void {
    sessionWatcher((happening) => this.#happened(happening)).watch(session);
  }

  #happened({ type, ...detail }: Happening): void {
    // Where the machine is inside says nothing that its snapshots don't.
    if (type !== 'machine') this.note(`${type} ${JSON.stringify(detail)}`);
  }
}

/** Lines of everybody's, in the order of time. */
export const inOrder = (...all: readonly (readonly Line[])[]): string => {
  const lines = all.flat().sort((a, b) => a.at - b.at);
  const [{ at: begun } = { at: 0 }] = lines;
  return lines.map(({ at, text }) => `${String(at - begun).padStart(7)} ${text}`).join('\n');
};
