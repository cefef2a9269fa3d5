import type {
  AccountsPort,
  DirectoryPort,
  ErrorKind,
  ImPort,
  ImStatus,
  MeetingPort,
  MeetingStatus,
} from '@partyline/core';
import { aFunction, checkFault, checkMethod } from './check-fault.ts';

/** A port method as the call log and the faults name it. */
export type Method =
  | `im.${Exclude<keyof ImPort, 'status'>}`
  | `meeting.${Exclude<keyof MeetingPort, 'status'>}`
  | `directory.${keyof DirectoryPort}`
  | `accounts.${keyof AccountsPort}`;

/** The port methods that a session calls, each of which a fault can strike. */
export const sessionMethods = [
  'im.initialize',
  'im.login',
  'im.logout',
  'im.close',
  'meeting.initialize',
  'meeting.login',
  'meeting.logout',
  'meeting.join',
  'meeting.joinAnonymously',
  'meeting.leave',
  'meeting.close',
  'directory.boundAccid',
] as const satisfies readonly Method[];

/** What goes wrong with a call. Faults combine: a call can be slow, ignore its abort signal and then fail. */
export interface Fault {
  /** Milliseconds until the call takes effect. */
  readonly delay?: number | undefined;
  /** Milliseconds from the effect to the answer. */
  readonly answerDelay?: number | undefined;
  /** The call is never answered, though an abort still ends it. */
  readonly never?: boolean | undefined;
  /** The call rejects with a `SessionError` of this kind. */
  readonly kind?: ErrorKind | undefined;
  /** The call rejects with this very thing. */
  readonly reject?: unknown;
  /** The call throws this instead of answering a promise. */
  readonly throws?: unknown;
  /** With `never`, `kind` and `reject`: the call takes effect all the same. */
  readonly lands?: boolean | undefined;
  /** Whoever waits with `then` is told twice. */
  readonly twice?: boolean | undefined;
  /** The call goes on when its signal says abort, and takes effect when it is due. */
  readonly ignoreAbort?: boolean | undefined;
}

/**
 * The script of what goes wrong on one device. Nothing does until a test says so. Throws `SessionError` `invalidInput` for a fault
 * that could never strike, a misspelt method or field for instance: the test that waits for it would be the last to know why.
 */
export class Faults {
  readonly #always = new Map<Method | 'all', Fault>();
  readonly #once = new Map<Method, Fault[]>();
  readonly #lies: { im?: () => ImStatus; meeting?: () => MeetingStatus } = {};

  /** The next call of `method` that has no fault of its own yet goes wrong in this way. */
  once(method: Method, fault: Fault): this {
    checkMethod(method);
    checkFault(method, fault);
    const queue = this.#once.get(method);
    if (queue) queue.push(fault);
    else this.#once.set(method, [fault]);
    return this;
  }

  /** From now on every call of `method`, or of `all`, goes wrong in this way. */
  always(method: Method | 'all', fault: Fault): this {
    if (method !== 'all') checkMethod(method);
    checkFault(method, fault);
    this.#always.set(method, fault);
    return this;
  }

  /** From now on `status()` answers this instead of the truth, or throws what the function throws. */
  lieAboutIm(status: () => ImStatus): this {
    this.#lies.im = aFunction(status);
    return this;
  }

  /** As `lieAboutIm`, for the meeting port. */
  lieAboutMeeting(status: () => MeetingStatus): this {
    this.#lies.meeting = aFunction(status);
    return this;
  }

  /** Ends every fault and every lie. Calls that are under way keep theirs. */
  clear(): void {
    this.#always.clear();
    this.#once.clear();
    delete this.#lies.im;
    delete this.#lies.meeting;
  }

  /** For the fakes: what `status()` is made to say. */
  get lies(): { readonly im?: () => ImStatus; readonly meeting?: () => MeetingStatus } {
    return this.#lies;
  }

  /** For the fakes: the fault of a call that begins, or `undefined`. Takes it off the script. */
  take(method: Method): Fault | undefined {
    if (this.#always.size === 0 && this.#once.size === 0) return undefined;
    const queue = this.#once.get(method);
    const once = queue?.shift();
    if (queue?.length === 0) this.#once.delete(method);
    const all = this.#always.get('all');
    const always = this.#always.get(method);
    return all || always || once ? { ...all, ...always, ...once } : undefined;
  }
}
