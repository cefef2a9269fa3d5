import { described } from './described.ts';

/** A sentence of a port's contract does not hold: which one, what it promised, and what was seen instead. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
  /** The sentence's id, as the README's table lists it. */
  readonly sentence: string;
  readonly says: string;
  readonly expected: string;
  readonly seen: string;

  constructor(sentence: { readonly id: string; readonly says: string }, broken: Broken) {
    const { expected, seen, cause } = broken;
    const text = `${sentence.id} does not hold: ${sentence.says}\n  expected: ${expected}\n  seen:     ${seen}`;
    super(text, cause === undefined ? {} : { cause });
    this.sentence = sentence.id;
    this.says = sentence.says;
    this.expected = expected;
    this.seen = seen;
  }
}

/** What a check throws: what should have been, and what was. The suite adds the sentence that it checked. */
export class Broken extends Error {
  readonly expected: string;
  readonly seen: string;

  constructor(expected: string, seen: string, cause?: unknown) {
    super(`expected ${expected}, saw ${seen}`, cause === undefined ? {} : { cause });
    this.expected = expected;
    this.seen = seen;
  }
}

/** Something must be so. */
export function must(holds: boolean, expected: string, seen: unknown): void {
  if (!holds) throw new Broken(expected, described(seen));
}

/** Two plain values must be the same, member by member. */
export function mustEqual(seen: unknown, expected: unknown, what: string): void {
  const [a, b] = [described(seen), described(expected)];
  if (a !== b) throw new Broken(`${what}: ${b}`, a);
}
