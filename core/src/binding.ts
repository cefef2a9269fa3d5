import type { Reading } from './context.ts';
import type { MachineMessage } from './messages.ts';
import type { Clock } from './ports/clock.ts';
import type { DirectoryPort } from './ports/directory.ts';
import type { ImPort, ImStatus } from './ports/im.ts';
import type { MeetingPort, MeetingStatus } from './ports/meeting.ts';
import type { Vault } from './vault.ts';

/** What a session is connected to. */
export interface SessionPorts {
  readonly im: ImPort;
  readonly meeting: MeetingPort;
  /** Asked before a reused meeting login whether the accounts belong together. Without it the kit's answer decides. */
  readonly directory?: DirectoryPort | undefined;
  /** Where timers come from; the platform's own without it. */
  readonly clock?: Clock | undefined;
}

/** What the machine's actors find of the session that they run in. */
export interface Bound extends Pick<SessionPorts, 'im' | 'meeting'> {
  readonly directory: DirectoryPort | undefined;
  readonly clock: Clock;
  readonly vault: Vault;
  /** Milliseconds that a step which cannot be interrupted may take. */
  readonly stepDeadline: number;
  readonly send: (message: MachineMessage) => void;
  /** What was asked of a port and is not answered yet. */
  readonly open: Set<Promise<unknown>>;
  /** Of the calls that can be given up, the last to be answered had been, and was carried out all the same. */
  landed: boolean;
}

/** Actors find their session's ports through the actor system: there is one machine, not one per session. */
export const bindings = new WeakMap<object, Bound>();

/** What a port says that says nothing of use. */
const silent = { phase: 'uninitialized' } as const;

/** What a port says right now; one that throws or talks nonsense says nothing. */
export function statusOf<S extends ImStatus | MeetingStatus>(port: { status(): S }): S | typeof silent {
  try {
    const status = { ...port.status() };
    return /^(ready|loggedIn)$/.test(status.phase) ? status : silent;
  } catch {
    return silent;
  }
}

/** Who is logged in right now, as both ports say. An IM login without an account is none. */
export function read({ im, meeting, open, landed }: Bound): Reading {
  const here = statusOf(im);
  const kit = statusOf(meeting);
  return {
    im: here.phase === 'loggedIn' && typeof here.accid === 'string' ? here : null,
    meeting: kit.phase === 'loggedIn' ? kit : null,
    open: open.size > 0,
    landed,
  };
}
