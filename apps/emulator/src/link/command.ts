import type { Connection } from './connection.ts';
import type { Refusal } from './refusal.ts';
import type { Body, Incoming, WireType, WireValue } from './wire/index.ts';

/** What a command came to: the answer's body, a refusal, or `undefined` where the client awaits no answer. */
type Outcome<Shape extends readonly WireType[]> = Body<Shape> | Refusal | undefined;

/** One request a client can make over the link. */
export interface Command {
  readonly sid: number;
  readonly cid: number;
  readonly name: string;
  readonly request: readonly WireType[];
  readonly response: readonly WireType[];
  /** Whether it works before the login. */
  readonly open: boolean;
  run(connection: Connection, packet: Incoming): Outcome<readonly WireType[]> | Promise<Outcome<readonly WireType[]>>;
}

interface Definition<Q extends readonly WireType[], R extends readonly WireType[]> {
  /** `sid_cid`, the way the vendor's logs write it. */
  readonly id: `${number}_${number}`;
  readonly name: string;
  readonly request?: Q;
  readonly response?: R;
  readonly open?: true;
  handle(connection: Connection, ...body: Body<Q>): Outcome<R> | Promise<Outcome<R>>;
}

/** Types a command's handler by the shapes of its request and its answer. */
export function command<const Q extends readonly WireType[] = [], const R extends readonly WireType[] = []>(
  definition: Definition<Q, R>,
): Command {
  const [sid = 0, cid = 0] = definition.id.split('_').map(Number);
  const request: readonly WireType[] = definition.request ?? [];
  return {
    sid,
    cid,
    name: definition.name,
    request,
    response: definition.response ?? [],
    open: definition.open ?? false,
    // The decoder answers values of exactly the shape it was given; the compiler cannot follow it there.
    run: (connection, packet) => definition.handle(connection, ...(packet.body(request) as unknown as Body<Q>)),
  };
}

/** A command that is answered with an empty 200: the emulator keeps nothing of what it would change. */
export const empty = (id: `${number}_${number}`, name: string): Command => command({ id, name, handle: () => [] });

/** Something the server says unasked. */
export interface Push {
  readonly sid: number;
  readonly cid: number;
  readonly name: string;
  readonly shape: readonly WireType[];
}

export type { Outcome, WireValue };
