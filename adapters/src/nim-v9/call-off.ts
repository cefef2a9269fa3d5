import { givenUp } from '../shared/given-up.ts';
import type { NimV9 } from './sdk.ts';

// The SDK gives up nothing that it waits for: an instance that is ended before its socket is open goes on, and logs in.
// (It has a way to abort that, but listens for an event that it never emits. Seen in 9.17.5 and 9.21.12.)

/** Where an instance keeps what it waits for. Private to the SDK: any of it may be missing. */
interface Underway {
  readonly protocol?: {
    /** Aborts the search for a server and the opening of a socket, which is closed then. */
    readonly promiseAbortManager?: { clear?(): void };
    readonly imsocket?: { readonly sockets?: readonly (JsonSocket | undefined)[] };
  };
}

/** On the JSON wire a socket is one of socket.io 0.9, which opens once its handshake is answered, closed or not. */
interface JsonSocket {
  readonly socket?: { once?(event: 'connect', listener: () => void): void };
  disconnect?(): void;
}

/** For an instance that is about to be destroyed: if it still gets to the server, that refuses it. */
export function disarm(nim: NimV9): void {
  nim.setOptions(givenUp());
}

/** For an instance that was disconnected and has to stay as it is, its token included: ends what is under way. */
export function callOff(nim: NimV9): void {
  try {
    const { protocol }: Underway = nim as NimV9 & Underway;
    for (const opening of protocol?.imsocket?.sockets ?? [])
      opening?.socket?.once?.('connect', () => opening.disconnect?.());
    protocol?.promiseAbortManager?.clear?.();
  } catch {
    // Another version keeps it otherwise: then nothing can be done about it.
  }
}
