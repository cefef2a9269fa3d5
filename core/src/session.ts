import { createActor } from 'xstate';
import type { Session } from './api.ts';
import { bindings, type SessionPorts, statusOf } from './binding.ts';
import { aFunction, wrong } from './checks.ts';
import { type Command, type CommandArguments, type CommandName, commandNames } from './commands.ts';
import { SessionError } from './errors.ts';
import { eventTypes, type MachineEmitted, type SessionEvent, type SessionEventType } from './events.ts';
import { type CommandOptions, parse, signalOf } from './input.ts';
import { Listeners } from './listeners.ts';
import { sessionMachine } from './machine.ts';
import { checkOptions, checkPorts, platformClock, type SessionOptions } from './options.ts';
import type { Unsubscribe } from './ports/im.ts';
import { refusal } from './rules.ts';
import { project, type SessionSnapshot } from './snapshot.ts';
import { Vault } from './vault.ts';

/** Where the platform lacks the symbol, the one that its polyfills agree on. */
const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

type Heard = { [T in SessionEventType]: SessionEvent<T> } & { snapshot: SessionSnapshot; end: undefined };

/** Does something once the signal aborts, at once if it has; answers how to stop waiting for that. */
function whenAborted(signal: AbortSignal | undefined, act: () => void): Unsubscribe {
  if (signal?.aborted) act();
  else signal?.addEventListener('abort', act);
  return () => signal?.removeEventListener('abort', act);
}

/** Stops all of these; what is added by then too. */
const all = (offs: readonly Unsubscribe[]) => () => {
  for (const off of offs) off();
};

const unknownName = (name: string, known: readonly string[], what: string): SessionError | undefined =>
  known.includes(name) ? undefined : wrong(`unknown ${what}; known are ${known.join(', ')}`);

/** Creates a session over its ports. Throws `SessionError` `invalidInput` at once when ports or options are wrong. */
export function createSession(ports: SessionPorts, options: SessionOptions): Session {
  checkPorts(ports, 'ports');
  checkOptions(options, 'options');
  const { appKey, reuse = 'required', timeouts, inspect } = options;
  const { im, meeting, directory, clock = platformClock } = ports;
  const vault = new Vault();
  const listeners = new Listeners<Heard>();
  /** Whoever waits for a command, by the number of the call. */
  const callers = new Map<number, (error: SessionError | null) => void>();
  /** What the machine emitted since the last snapshot: a listener hears it when the snapshot that belongs to it is out. */
  let held: MachineEmitted[] = [];
  let calls = 0;
  let ended = false;
  let disposing: Promise<void> | undefined;

  const actor = createActor(sessionMachine, {
    input: { appKey, reuse, hasDirectory: directory !== undefined },
    ...(inspect && { inspect }),
  });
  bindings.set(actor.system, {
    im,
    meeting,
    directory,
    clock,
    vault,
    stepDeadline: timeouts?.step ?? 5_000,
    send: actor.send,
    open: new Set(),
    landed: false,
  });

  let snapshot = project(actor.getSnapshot());

  const publish = (state: Parameters<typeof project>[0]) => {
    const old = snapshot;
    snapshot = project(state, old);
    if (snapshot !== old) listeners.tell('snapshot', snapshot);
    const due = held;
    held = [];
    for (const emitted of due) {
      if (emitted.type !== 'settled') listeners.tell(emitted.type, emitted);
      else for (const call of emitted.calls) callers.get(call)?.(emitted.error);
    }
  };

  const listen = <T extends keyof Heard>(type: T, listener: (event: Heard[T]) => void): Unsubscribe =>
    ended ? () => {} : listeners.add(type, listener);

  const command = (name: CommandName, argument?: unknown, o?: CommandOptions): Command => {
    const { phase, appKey: imAppKey } = statusOf(im) as { phase: string; appKey?: string };
    const parsed = parse(name, argument, o, vault);
    return phase !== 'uninitialized' && imAppKey !== undefined ? { imAppKey, ...parsed } : parsed;
  };

  const run = (name: CommandName, argument?: unknown, o?: CommandOptions) =>
    new Promise<SessionSnapshot>((resolve, reject) => {
      const wanted = command(name, argument, o);
      if (ended) throw new SessionError('disposed', { command: name });
      const { signal, timeout = timeouts?.command ?? 30_000 } = (!wanted.invalid && o) || {};
      if (signal?.aborted) throw new SessionError('aborted', { command: name, cause: signal.reason });
      const call = ++calls;
      const leave = (kind: 'aborted' | 'timeout', cause?: unknown) =>
        actor.send({ type: 'abandon', call, error: new SessionError(kind, { command: name, cause }) });
      const timer = timeout < Number.POSITIVE_INFINITY && clock.setTimeout(() => leave('timeout'), timeout);
      const off = whenAborted(signal, () => leave('aborted', signal?.reason));
      callers.set(call, (error) => {
        callers.delete(call);
        if (timer !== false) clock.clearTimeout(timer);
        off();
        if (error) reject(error);
        else resolve(snapshot);
      });
      actor.send({ type: 'command', call, command: wanted });
    });

  const on: Session['on'] = (type, listener, o) => {
    const signal = signalOf(o);
    aFunction(listener, 'listener');
    const error = unknownName(type, eventTypes, 'event');
    if (error) throw error;
    const offs = [listen(type, listener as (event: Heard[typeof type]) => void)];
    const off = all(offs);
    offs.push(listen('end', off));
    offs.push(whenAborted(signal, off));
    return off;
  };

  const subscribe: Session['subscribe'] = (listener) => {
    aFunction(listener, 'listener');
    const off = listen('snapshot', listener);
    listeners.call(() => listener(snapshot));
    return off;
  };

  const until: Session['until'] = (predicate, o) =>
    new Promise((resolve, reject) => {
      const signal = signalOf(o);
      aFunction(predicate, 'predicate');
      const offs: Unsubscribe[] = [];
      const done = (settle: () => void) => {
        all(offs)();
        settle();
      };
      const look = () => {
        try {
          if (predicate(snapshot)) done(() => resolve(snapshot));
        } catch (error) {
          done(() => reject(error));
        }
      };
      const fail = (kind: 'aborted' | 'disposed') =>
        done(() => reject(new SessionError(kind, { cause: signal?.reason })));
      offs.push(
        listen('snapshot', look),
        listen('end', () => fail('disposed')),
      );
      offs.push(whenAborted(signal, () => fail('aborted')));
      if (!signal?.aborted) look();
      if (ended) fail('disposed');
    });

  const end = () => {
    ended = true;
    actor.stop();
    listeners.tell('end', undefined);
    listeners.clear();
  };

  const dispose = () => {
    disposing ??= run('dispose', undefined, { timeout: Number.POSITIVE_INFINITY }).then(end, end);
    return disposing;
  };

  const can: Session['can'] = (name, ...args) => {
    const judged = () =>
      refusal(
        actor.getSnapshot().context,
        args.length === 0 ? { ...command('initialize'), name, key: undefined } : command(name, args[0]),
      );
    const error =
      unknownName(name, commandNames, 'command') ??
      (ended ? new SessionError('disposed', { command: name }) : judged());
    return error ? { ok: false, error } : { ok: true };
  };

  const plain = (name: CommandName) => (o?: CommandOptions) => run(name, undefined, o);
  const about =
    <N extends CommandName>(name: N) =>
    (argument: CommandArguments[N][0], o?: CommandOptions) =>
      run(name, argument, o);

  actor.on('*', (emitted) => held.push(emitted));
  actor.subscribe({
    next: publish,
    // The machine is total, so this never happens; if it did, no caller would be left hanging.
    error: (cause) => {
      for (const settle of callers.values()) settle(new SessionError('adapter', { cause }));
      end();
    },
  });
  actor.start();

  return {
    get snapshot() {
      return snapshot;
    },
    getSnapshot: () => snapshot,
    subscribe,
    on,
    until,
    can,
    signIn: about('signIn'),
    initialize: plain('initialize'),
    loginIm: about('loginIm'),
    loginMeeting: about('loginMeeting'),
    joinMeeting: about('joinMeeting'),
    joinAnonymously: about('joinAnonymously'),
    leaveMeeting: plain('leaveMeeting'),
    logoutMeeting: plain('logoutMeeting'),
    logoutIm: plain('logoutIm'),
    signOut: plain('signOut'),
    recover: plain('recover'),
    dispose,
    [asyncDispose]: dispose,
    actor,
  };
}
