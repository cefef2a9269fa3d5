import { type Clock, type Credential, isSessionError, Secret, SessionError } from '@partyline/core';
import type { CallLog, LoggedCall } from './call-log.ts';
import type { Fault, Faults, Method } from './faults.ts';

/** What the ports of one device share: the script of faults, the log, the clock. */
export interface Stage {
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly clock: Clock;
}

/** One thing that a port was asked to do. */
export interface Task<T> {
  readonly method: Method;
  readonly args: LoggedCall['args'];
  readonly signal?: AbortSignal;
  /** Opened when the call takes effect; a provider is asked then. */
  readonly credential?: Credential;
  /** Does it, at once and completely, or throws. */
  effect(token: string): T;
  /** Throws when what `effect` did was overtaken before the answer to it came. */
  confirm?(): void;
  /** Takes back what `effect` did, because nobody will hear of it. */
  undo?(): void;
  /** Not ended by a close: the close itself. */
  readonly last?: boolean;
}

/** Runs what one port is asked: late, wrongly or never where the script says so, else in one microtask. */
export class PortCalls {
  readonly #stage: Stage;
  readonly #open = new Set<(error: SessionError) => void>();
  /** The effects of closes that are on their way: whatever is asked for after them finds them done. */
  readonly #closes = new Set<() => void>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  run<T>(given: Task<T>): Promise<T> {
    const task = given.last || this.#closes.size === 0 ? given : afterAll([...this.#closes], given);
    const fault = this.#stage.faults.take(task.method);
    const entry = this.#stage.calls.note(task.method, task.args);
    if (!fault && (!task.credential || task.credential instanceof Secret)) return quick(task, entry);
    if (fault && 'throws' in fault) {
      entry.outcome = 'threw';
      throw fault.throws;
    }
    const answer = this.#scripted(task, entry, fault ?? {});
    return fault?.twice ? doubled(answer) : answer;
  }

  /** A close: `release` comes when every call that was under way by now has ended. */
  close(method: Method, release: () => void): Promise<void> {
    const earlier = [...this.#open];
    const effect = () => {
      for (const end of earlier) end(new SessionError('superseded', { message: 'the port was closed' }));
      release();
    };
    return this.run({ method, args: {}, last: true, effect });
  }

  #scripted<T>(task: Task<T>, entry: LoggedCall, fault: Fault): Promise<T> {
    const { signal } = task;
    const open = this.#open;
    const later = (ms: number | undefined, go: () => void) => {
      if (ms) this.#stage.clock.setTimeout(go, ms);
      else queueMicrotask(go);
    };
    return new Promise<T>((resolve, reject) => {
      let over = false;
      let done: { readonly value: T } | undefined;
      let ended: SessionError | undefined;

      const settle = (outcome: 'resolved' | 'rejected', tell: () => void) => {
        over = true;
        open.delete(onClose);
        signal?.removeEventListener('abort', onAbort);
        entry.outcome = outcome;
        tell();
      };
      const refuse = (error: unknown) => settle('rejected', () => reject(error));
      /** The call is not wanted any more: what it did is taken back. */
      const drop = (error: SessionError) => {
        if (over) return;
        if (done) task.undo?.();
        refuse(error);
      };
      const onAbort = () => drop(aborted(signal));
      const onClose = (error: SessionError) => {
        if (fault.ignoreAbort) ended = error;
        else drop(error);
      };

      const answer = () => {
        if (over || fault.never) return;
        const { kind } = fault;
        if (ended) refuse(ended);
        else if (kind) refuse(new SessionError(kind));
        else if ('reject' in fault) refuse(fault.reject);
        else if (done) {
          const { value } = done;
          try {
            task.confirm?.();
          } catch (error) {
            task.undo?.();
            return refuse(error);
          }
          settle('resolved', () => resolve(value));
        }
      };
      const act = (token: string) => {
        if (over || (task.last && done)) return;
        if (ended) return refuse(ended);
        this.#closes.delete(land);
        try {
          done = { value: task.effect(token) };
        } catch (error) {
          return refuse(error);
        }
        later(fault.answerDelay, answer);
      };
      const land = () => act('');
      const fails = fault.never || fault.kind !== undefined || 'reject' in fault;
      const arrive = () => {
        if (over) return;
        if (fails && !fault.lands) return later(fault.answerDelay, answer);
        openCredential(task.credential).then(act, (error) => over || refuse(error));
      };

      if (!task.last) open.add(onClose);
      else if (!fails || fault.lands) this.#closes.add(land);
      if (signal && !fault.ignoreAbort) {
        if (signal.aborted) return queueMicrotask(onAbort);
        signal.addEventListener('abort', onAbort);
      }
      later(fault.delay, arrive);
    });
  }
}

/** The same task, which finds these things done. */
function afterAll<T>(earlier: ReadonlyArray<() => void>, task: Task<T>): Task<T> {
  return {
    ...task,
    effect: (token) => {
      for (const land of earlier) land();
      return task.effect(token);
    },
  };
}

/** Nothing is scripted: the call takes effect and is answered in the next microtask. */
async function quick<T>(task: Task<T>, entry: LoggedCall): Promise<T> {
  await undefined;
  try {
    if (task.signal?.aborted) throw aborted(task.signal);
    const value = task.effect(task.credential instanceof Secret ? task.credential.open() : '');
    entry.outcome = 'resolved';
    return value;
  } catch (error) {
    entry.outcome = 'rejected';
    throw error;
  }
}

function aborted(signal: AbortSignal | undefined): SessionError {
  return new SessionError('aborted', { cause: signal?.reason });
}

/** The token of a login; a provider that fails is told as the vendor's SDK tells it (191003, callback failed). */
export async function openCredential(credential: Credential | undefined): Promise<string> {
  if (!credential) return '';
  if (credential instanceof Secret) return credential.open();
  try {
    return (await credential()).open();
  } catch (error) {
    if (isSessionError(error)) throw error;
    throw new SessionError('badCredentials', {
      message: 'the token provider failed (191003)',
      vendor: { name: 'memory', surface: 'im', code: 191003 },
    });
  }
}

/** A promise that tells everybody who waits with `then` twice. */
function doubled<T>(promise: Promise<T>): Promise<T> {
  const then = promise.then.bind(promise);
  const twice: typeof promise.then = (onDone, onFailed) => {
    then(onDone, onFailed).catch(() => {});
    return then(onDone, onFailed);
  };
  // biome-ignore lint/suspicious/noThenProperty: telling twice is the fault that was asked for.
  promise.then = twice;
  return promise;
}
