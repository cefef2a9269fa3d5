import type { Beliefs, Entry, PlainError, PlainSnapshot, Way } from '@partyline/adapters/trace';

type Of<T extends Entry['type']> = Extract<Entry, { type: T }>;

/** Everything there is to show at one moment of a run. */
export interface Frame {
  readonly at: number;
  readonly snapshot: PlainSnapshot | null;
  readonly active: readonly string[];
  /** The ways of the latest move, for as long as nothing else moved. */
  readonly ways: readonly Way[];
  readonly beliefs: Beliefs | null;
  /** Port calls that have not been answered. */
  readonly open: ReadonlyMap<number, Of<'call'>>;
  /** Commands that have not ended. */
  readonly commands: ReadonlyMap<number, string>;
  /** The latest error that the app was told of. */
  readonly error: PlainError | null;
}

const nothing: Frame = {
  at: 0,
  snapshot: null,
  active: [],
  ways: [],
  beliefs: null,
  open: new Map(),
  commands: new Map(),
  error: null,
};

const without = <K, V>(map: ReadonlyMap<K, V>, key: K) => new Map([...map].filter(([other]) => other !== key));

function after(frame: Frame, entry: Entry): Frame {
  const { at } = entry;
  switch (entry.type) {
    case 'act':
      return entry.call === undefined
        ? { ...frame, at }
        : { ...frame, at, commands: new Map(frame.commands).set(entry.call, entry.act.do) };
    case 'settled':
      return { ...frame, at, commands: without(frame.commands, entry.call), error: entry.error ?? frame.error };
    case 'call':
      return { ...frame, at, open: new Map(frame.open).set(entry.call, entry) };
    case 'answer':
      return { ...frame, at, open: without(frame.open, entry.call) };
    case 'machine': {
      const moved = entry.ways.length > 0;
      return { ...frame, at, active: entry.active, ways: moved ? entry.ways : frame.ways };
    }
    case 'snapshot':
      return { ...frame, at, snapshot: entry.snapshot, error: entry.snapshot.failure?.error ?? frame.error };
    case 'beliefs':
      return { ...frame, at, beliefs: entry.beliefs };
    case 'impossible':
      return { ...frame, at, error: entry.error };
    default:
      return { ...frame, at };
  }
}

/** The frames of a run, one per entry. Each is worked out once: a run only ever grows. */
export class Frames {
  readonly #frames: Frame[] = [];

  /** The frame after the entry at `index`, or before the first one. */
  at(entries: readonly Entry[], index: number): Frame {
    while (this.#frames.length <= index) {
      const entry = entries[this.#frames.length];
      if (!entry) break;
      this.#frames.push(after(this.#frames.at(-1) ?? nothing, entry));
    }
    return this.#frames[index] ?? this.#frames.at(-1) ?? nothing;
  }
}
