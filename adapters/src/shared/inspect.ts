import type { SessionOptions } from '@partyline/core';

/** A session's `inspect` option as a function; it may be an observer, too. */
export type Inspect = Extract<NonNullable<SessionOptions['inspect']>, (...heard: never) => unknown>;
