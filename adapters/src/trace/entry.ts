import type { CommandName, ErrorKind, SessionEventType, SessionSnapshot, VendorDetail } from '@partyline/core';
import * as z from 'zod/mini';
import { type Act, actSchema } from './act.ts';

/** A `SessionError` as data, in our words. What threw it, and what an SDK said in its own, is for a debugger, not for a file. */
export interface PlainError {
  readonly kind: ErrorKind;
  readonly message: string;
  readonly retryable: boolean;
  readonly code?: number;
  readonly command?: CommandName;
  /** Where the vendor's code came from, and the code where it is a number. */
  readonly vendor?: Partial<Omit<VendorDetail, 'code'>> & { readonly code?: number };
}

/** A snapshot whose errors are data. */
export type PlainSnapshot = Omit<SessionSnapshot, 'failure'> & {
  readonly failure: { readonly error: PlainError; readonly recoverTo: string } | null;
};

/** What both SDKs and the server say about themselves, whatever the session says. */
export interface Beliefs {
  readonly im: Readonly<Record<string, unknown>>;
  readonly meeting: Readonly<Record<string, unknown>>;
  /** The kit that runs beside the session, where there is one. */
  readonly kitAlone: Readonly<Record<string, unknown>> | null;
  readonly server: {
    readonly online: readonly string[];
    readonly meetings: readonly string[];
    readonly rooms: readonly { readonly meetingNum: string; readonly people: number; readonly locked: boolean }[];
  } | null;
  readonly lineUp: boolean;
}

/** A way that the machine took: ids of states as XState writes them. */
export interface Way {
  readonly from: string;
  readonly to: string | null;
  readonly event: string;
}

/** One thing that happened. What was done from outside is an `act`; everything else followed from it. */
export type Happening =
  | { readonly type: 'act'; readonly act: Act; readonly call?: number }
  /** The session asked a port for something. */
  | {
      readonly type: 'call';
      readonly call: number;
      readonly method: string;
      readonly args: Readonly<Record<string, unknown>>;
    }
  | {
      readonly type: 'answer';
      readonly call: number;
      readonly outcome: 'resolved' | 'rejected';
      readonly error?: PlainError;
    }
  /** A port told the session of something that nobody asked for. */
  | {
      readonly type: 'report';
      readonly from: 'im' | 'meeting' | 'kitAlone';
      readonly event: { readonly type: string; readonly [key: string]: unknown };
    }
  | { readonly type: 'snapshot'; readonly snapshot: PlainSnapshot }
  | { readonly type: 'event'; readonly event: { readonly type: SessionEventType; readonly [key: string]: unknown } }
  /** A command ended. */
  | { readonly type: 'settled'; readonly call: number; readonly command: CommandName; readonly error?: PlainError }
  /** Where the machine is; its inner names may differ between versions, and nobody compares them. */
  | { readonly type: 'machine'; readonly active: readonly string[]; readonly ways: readonly Way[] }
  | { readonly type: 'beliefs'; readonly beliefs: Beliefs }
  /** An act that could not be done: the fakes refused it. */
  | { readonly type: 'impossible'; readonly error: PlainError };

/** A happening and when it was. Milliseconds since the run began. */
export type Entry = { readonly at: number } & Happening;

const at = z.number().check(z.minimum(0));
const text = z.string();
const record = z.record(z.string(), z.unknown());
const count = z.number().check(z.int(), z.minimum(1));
const error = z.looseObject({ kind: text, message: text, retryable: z.boolean() });
const nullable = <T extends z.core.$ZodType>(schema: T) => z.nullable(schema);

const snapshot = z.looseObject({
  state: z.enum(['uninitialized', 'imReady', 'imLoggedIn', 'meetingLoggedIn', 'failed']),
  busy: nullable(text),
  im: nullable(z.looseObject({ accid: text, owner: text, line: text })),
  meeting: nullable(z.looseObject({ kind: text })),
  mode: nullable(text),
  room: nullable(z.looseObject({ meetingNum: text })),
  failure: nullable(z.looseObject({ error, recoverTo: text })),
});

const beliefs = z.looseObject({
  im: record,
  meeting: record,
  kitAlone: nullable(record),
  server: nullable(
    z.looseObject({
      online: z.array(text),
      meetings: z.array(text),
      rooms: z.array(z.looseObject({ meetingNum: text, people: z.number(), locked: z.boolean() })),
    }),
  ),
  lineUp: z.boolean(),
});

const way = z.looseObject({ from: text, to: nullable(text), event: text });
const told = z.looseObject({ type: text });

/** The shape of an entry as it stands in a file. */
export const entrySchema = z.discriminatedUnion('type', [
  z.object({ at, type: z.literal('act'), act: actSchema, call: z.exactOptional(count) }),
  z.object({ at, type: z.literal('call'), call: count, method: text, args: record }),
  z.object({
    at,
    type: z.literal('answer'),
    call: count,
    outcome: z.enum(['resolved', 'rejected']),
    error: z.exactOptional(error),
  }),
  z.object({ at, type: z.literal('report'), from: z.enum(['im', 'meeting', 'kitAlone']), event: told }),
  z.object({ at, type: z.literal('snapshot'), snapshot }),
  z.object({ at, type: z.literal('event'), event: told }),
  z.object({ at, type: z.literal('settled'), call: count, command: text, error: z.exactOptional(error) }),
  z.object({ at, type: z.literal('machine'), active: z.array(text), ways: z.array(way) }),
  z.object({ at, type: z.literal('beliefs'), beliefs }),
  z.object({ at, type: z.literal('impossible'), error }),
]);
