import { createActor, toObserver } from 'xstate';
import type { Session } from './api.ts';
import { type Bound, bindings, read, type SessionPorts, statusOf } from './binding.ts';
import { aFunction, wrong } from './checks.ts';
import { type Command, type CommandName, commandNames } from './commands.ts';
import { SessionError } from './errors.ts';
import { eventTypes, type Heard, type MachineEmitted } from './events.ts';
import { type CommandOptions, parse, signalOf } from './input.ts';
import { sessionMachine } from './machine.ts';
import { checkOptions, checkPorts, platformClock, type SessionOptions } from './options.ts';
import type { Unsubscribe } from './ports/im.ts';
import { refusalOf } from './rules.ts';
import { project, type SessionSnapshot } from './snapshot.ts';
import { Vault } from './vault.ts';

/** Where the platform lacks the symbol, the one that its polyfills agree on. */
const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

type Hear = (heard: Heard) => void;

/** Milliseconds that timers can count; with more they fire at once. */
const longest = 2 ** 31 - 1;

const unknownName = (name: string, known: readonly string[], what: string): SessionError | undefined =>
  known.includes(name) ? undefined : wrong(`unknown ${what}; known are ${known.join(', ')}`);

/** Under each of these names, what is made for it. */
const each = <const N extends string, F>(names: readonly N[], make: (name: N) => F) =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<N, F>;

/** Creates a session over its ports. Throws `SessionError` `invalidInput` at once when ports or options are wrong. */
export function createSession(ports: SessionPorts, options: SessionOptions): Session {
  checkPorts(ports, 'ports');
  checkOptions(options, 'options');
  const { appKey, reuse = 'required', timeouts, inspect } = options;
  const { im, meeting, directory, clock = platformClock } = ports;
  const vault = new Vault();
  /** Whoever listens or waits, and what each does once there is nothing more to hear. */
  const hearers = new Map<Hear, () => void>();
  /** What the machine emitted since the last snapshot: it is heard when the snapshot that belongs to it is out. */
  const held: MachineEmitted[] = [];
  let calls = 0;
  /** The session is over; why, if it was not meant to be. */
  let ended: { readonly cause?: unknown } | undefined;
  let disposing: Promise<void> | undefined;

  /** Who throws harms no other: what it throws is an event, and what a listener of that throws is nobody's. */
  const guard = (run: () => void, type?: Heard['type']) => {
    try {
      run();
    } catch (error) {
      if (type !== 'listenerFailed') tell({ type: 'listenerFailed', error });
    }
  };

  /** Tells everybody; who is called off meanwhile hears nothing more, who joins in hears what comes next. */
  const tell = (heard: Heard) => {
    for (const hear of [...hearers.keys()]) if (hearers.has(hear)) guard(() => hear(heard), heard.type);
  };

  const watcher = toObserver(inspect);
  const actor = createActor(sessionMachine, {
    input: { appKey, reuse, hasDirectory: directory !== undefined },
    ...(inspect && { inspect: (event) => guard(() => watcher.next?.(event)) }),
  });
  const bound: Bound = {
    im,
    meeting,
    directory,
    clock,
    vault,
    stepDeadline: Math.min(timeouts?.step ?? 5_000, longest),
    send: actor.send,
    open: new Set(),
    landed: false,
  };
  bindings.set(actor.system, bound);

  let snapshot = project(actor.getSnapshot());

  /** Why there is nothing to wait for any more. */
  const over = (signal?: AbortSignal, command?: CommandName): SessionError | undefined => {
    if (ended) return new SessionError('disposed', { command, ...ended });
    return signal?.aborted ? new SessionError('aborted', { command, cause: signal.reason }) : undefined;
  };

  /** Hears all of one type. Once the signal aborts or the session ends, `leave` has its turn; without it that is all. */
  const attend = <T extends Heard['type']>(
    type: T,
    listener: (heard: Heard<T>) => void,
    signal?: AbortSignal,
    leave?: () => void,
  ): Unsubscribe => {
    const hear: Hear = (heard) => heard.type === type && listener(heard as Heard<T>);
    const off = () => {
      hearers.delete(hear);
      signal?.removeEventListener('abort', gone);
    };
    const gone = leave ?? off;
    if (!over(signal)) {
      hearers.set(hear, gone);
      signal?.addEventListener('abort', gone);
    }
    return off;
  };

  const publish = (state: Parameters<typeof project>[0]) => {
    const old = snapshot;
    snapshot = project(state, old);
    if (snapshot !== old) tell({ type: 'snapshot' });
    for (const emitted of held.splice(0)) tell(emitted);
  };

  const command = (name: CommandName, argument?: unknown, o?: CommandOptions): Command => {
    const { appKey: imAppKey }: { phase: string; appKey?: string | undefined } = statusOf(im);
    return { imAppKey, ...parse(name, argument, o, vault) };
  };

  /** The method of a command. What becomes of a call is the machine's to say, also when its caller leaves. */
  const run = (name: CommandName) => (argument?: unknown, o?: CommandOptions) =>
    new Promise<SessionSnapshot>((resolve, reject) => {
      const wanted = command(name, argument, o);
      const { signal, timeout = timeouts?.command ?? 30_000 } = (!wanted.invalid && o) || {};
      const error = over(signal, name);
      if (error) throw error;
      const call = ++calls;
      const settle = (error?: SessionError | null) => {
        if (error) reject(error);
        else resolve(snapshot);
        clock.clearTimeout(timer);
        off();
      };
      const leave = () => {
        const error = over(signal, name) ?? new SessionError('timeout', { command: name });
        if (ended) settle(error);
        else actor.send({ type: 'abandon', call, error });
      };
      const timer = clock.setTimeout(leave, Math.min(timeout, longest));
      const off = attend('settled', ({ calls, error }) => calls.includes(call) && settle(error), signal, leave);
      actor.send({ type: 'command', call, command: wanted, reading: read(bound) });
    });

  const end = (cause?: unknown) => {
    if (ended) return;
    ended = { cause };
    actor.stop();
    for (const gone of hearers.values()) guard(gone);
  };

  const dispose = () => {
    disposing ??= run('dispose')(undefined, { timeout: longest }).then(() => end(), end);
    return disposing;
  };

  function until<S extends SessionSnapshot>(
    predicate: (snapshot: SessionSnapshot) => snapshot is S,
    o?: Pick<CommandOptions, 'signal'>,
  ): Promise<S>;
  function until(
    predicate: (snapshot: SessionSnapshot) => boolean,
    o?: Pick<CommandOptions, 'signal'>,
  ): Promise<SessionSnapshot>;
  function until(predicate: (snapshot: SessionSnapshot) => boolean, o?: Pick<CommandOptions, 'signal'>) {
    return new Promise<SessionSnapshot>((resolve, reject) => {
      const signal = signalOf(o);
      aFunction(predicate, 'predicate');
      const look = () => {
        try {
          const error = over(signal);
          if (error) throw error;
          if (!predicate(snapshot)) return;
          resolve(snapshot);
        } catch (error) {
          reject(error);
        }
        off();
      };
      const off = attend('snapshot', look, signal, look);
      look();
    });
  }

  actor.on('*', (emitted) => held.push(emitted));
  // The machine is total, so it never breaks by itself; whoever stops or breaks it by hand leaves nobody hanging.
  actor.subscribe({ next: publish, error: end, complete: end });
  actor.start();

  return {
    get snapshot() {
      return snapshot;
    },
    getSnapshot: () => snapshot,

    subscribe: (listener) => {
      aFunction(listener, 'listener');
      const hear = () => listener(snapshot);
      const off = attend('snapshot', hear);
      guard(hear);
      return off;
    },

    on: (type, listener, o) => {
      aFunction(listener, 'listener');
      const error = unknownName(type, eventTypes, 'event');
      if (error) throw error;
      return attend(type, listener, signalOf(o));
    },

    until,

    can: (name, ...args) => {
      const wanted = args.length === 0 ? { ...command('initialize'), name, key: undefined } : command(name, args[0]);
      const error =
        unknownName(name, commandNames, 'command') ??
        over(undefined, name) ??
        refusalOf(actor.getSnapshot().context, { command: wanted, reading: read(bound) });
      return error ? { ok: false, error } : { ok: true };
    },

    // Every command takes options; these five take what they are about before.
    ...each(commandNames, (name) => (o?: CommandOptions) => run(name)(undefined, o)),
    ...each(['signIn', 'loginIm', 'loginMeeting', 'joinMeeting', 'joinAnonymously'], run),
    dispose,
    [asyncDispose]: dispose,
    actor,
  };
}
