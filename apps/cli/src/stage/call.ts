import {
  type CommandArguments,
  type CommandName,
  type CommandOptions,
  isSessionError,
  type Session,
  SessionError,
  type SessionSnapshot,
} from '@partyline/core';
import type { Happening } from '../trace/record.ts';

/** A command to give, and what to call it in the trace. Tokens stay out of `subject`. */
export type Order<N extends CommandName = CommandName> = {
  [K in N]: {
    readonly command: K;
    readonly args: CommandArguments[K];
    readonly subject?: string;
    readonly timeout?: number;
  };
}[N];

/** A command that was given. */
export interface Call {
  readonly number: number;
  readonly command: CommandName;
  /** How it ended; `undefined` while it is in flight. */
  outcome: { readonly error: SessionError | null } | undefined;
  /** The caller stops waiting. */
  readonly abort: () => void;
}

function give(session: Session, order: Order, options: CommandOptions): Promise<SessionSnapshot | undefined> {
  switch (order.command) {
    case 'loginIm':
      return session.loginIm(...order.args, options);
    case 'loginMeeting':
      return session.loginMeeting(...order.args, options);
    case 'joinMeeting':
      return session.joinMeeting(...order.args, options);
    case 'joinAnonymously':
      return session.joinAnonymously(...order.args, options);
    case 'signIn':
      return session.signIn(...order.args, options);
    case 'dispose':
      return session.dispose().then(() => undefined);
    default:
      return session[order.command](options);
  }
}

/** Gives a session a command; what becomes of it is noted when it does. */
export function place(session: Session, order: Order, number: number, note: (happening: Happening) => void): Call {
  const { command, subject = '', timeout } = order;
  const controller = new AbortController();
  const call: Call = { number, command, outcome: undefined, abort: () => controller.abort() };
  note({ type: 'command', call: number, command, subject });
  const settle = (thrown: unknown) => {
    const error =
      thrown === null ? null : isSessionError(thrown) ? thrown : new SessionError('adapter', { cause: thrown });
    call.outcome = { error };
    note(
      error
        ? { type: 'settled', call: number, command, outcome: 'rejected', error }
        : { type: 'settled', call: number, command, outcome: 'resolved' },
    );
  };
  give(session, order, { signal: controller.signal, ...(timeout !== undefined && { timeout }) }).then(
    () => settle(null),
    settle,
  );
  return call;
}
