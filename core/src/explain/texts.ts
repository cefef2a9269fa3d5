import type { ErrorKind } from '../errors.ts';

/** An error told to an app developer. */
export interface Explanation {
  /** One line. */
  readonly title: string;
  /** What happened. */
  readonly what: string;
  /** Why it happened. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
}

/** What is said around a vendor's code. */
export interface Phrases {
  readonly titled: (title: string, code: string) => string;
  readonly coded: (what: string, code: string, meaning: string | undefined) => string;
  readonly unknownCode: (code: string) => Explanation;
  readonly nothingKnown: Explanation;
}

/** Everything that is said in one language. */
export interface Texts {
  readonly language: 'zh' | 'en';
  readonly kinds: { readonly [K in ErrorKind]: Explanation };
  readonly phrases: Phrases;
}
