import type { Command } from './commands.ts';
import type { Reading } from './context.ts';
import type { SessionError } from './errors.ts';
import type { ImEvent } from './ports/im.ts';
import type { MeetingEvent } from './ports/meeting.ts';

type Prefixed<P extends string, E extends { readonly type: string }> = E extends {
  readonly type: infer T extends string;
}
  ? Omit<E, 'type'> & { readonly type: `${P}.${T}` }
  : never;

/** What a port reports, as the machine hears it: `im.kicked`, `meeting.roomLeft` and so on. */
export type PortMessage = (Prefixed<'im', ImEvent> | Prefixed<'meeting', MeetingEvent>) & {
  /** What both ports said about themselves at that moment: a report says what happened, this what is true now. */
  readonly reading: Reading;
};

/** A command, with the number of the call that asked for it. */
export interface CommandMessage {
  readonly type: 'command';
  readonly call: number;
  readonly command: Command;
  /** Who both ports say is logged in: for a session of which nothing else can be relied on. */
  readonly reading?: Reading;
}

/** A caller that stops waiting: its signal was aborted or its time is up. */
export interface AbandonMessage {
  readonly type: 'abandon';
  readonly call: number;
  readonly error: SessionError;
}

/** Everything the machine hears. */
export type MachineMessage = CommandMessage | AbandonMessage | PortMessage;
