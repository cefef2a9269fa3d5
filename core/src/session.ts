import { createActor } from 'xstate';
import type { Session } from './api.ts';
import { bindings, boundMachine, imStatus, type SessionPorts } from './binding.ts';
import { type Command, type CommandName, commandNames } from './commands.ts';
import type { StateName } from './context.ts';
import { SessionError } from './errors.ts';
import { eventTypes, type MachineEmitted } from './events.ts';
import { type CommandOptions, checkedBy, checkFunction, parse, signalOf, wrong } from './input.ts';
import { Listeners } from './listeners.ts';
import { checkOptions, checkPorts, platformClock, type SessionOptions } from './options.ts';
import type { Unsubscribe } from './ports/im.ts';
import { refusal } from './rules.ts';
import { project, type SessionSnapshot } from './snapshot.ts';
import { Vault } from './vault.ts';

/** Where the platform lacks the symbol, the one that its polyfills agree on. */
const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

interface Caller {
  readonly resolve: (snapshot: SessionSnapshot) => void;
  readonly reject: (error: SessionError) => void;
  readonly release: () => void;
}

/** Creates a session over its ports. Throws `SessionError` `invalidInput` at once when ports or options are wrong. */
export function createSession(ports: SessionPorts, options: SessionOptions): Session {
  checkPorts(ports);
  checkOptions(options);
  const { appKey, reuse = 'required', timeouts, inspect } = options;
  const patience = timeouts?.command ?? 30_000;
  const clock = ports.clock ?? platformClock;
  const vault = new Vault();
  const listeners = new Listeners();
  const callers = new Map<number, Caller>();
  /** What the machine emitted since the last snapshot: a listener hears it when the snapshot that belongs to it is out. */
  let held: MachineEmitted[] = [];
  let calls = 0;
  let ended = false;
  let disposing: Promise<void> | undefined;

  const actor = createActor(boundMachine, {
    input: { appKey, reuse, hasDirectory: ports.directory !== undefined },
    ...(inspect && { inspect }),
  });
  bindings.set(actor.system, {
    ports,
    clock,
    vault,
    stepDeadline: timeouts?.step ?? 5_000,
    send: actor.send,
    open: { im: new Set(), meeting: new Set() },
    settled: new Set(),
    landed: false,
  });

  let snapshot = project('uninitialized', true, actor.getSnapshot().context);

  const settle = (call: number, error: SessionError | null) => {
    const caller = callers.get(call);
    if (!caller) return;
    callers.delete(call);
    caller.release();
    if (error) caller.reject(error);
    else caller.resolve(snapshot);
  };

  const deliver = (emitted: MachineEmitted) => {
    if (emitted.type !== 'settled') return listeners.event(emitted);
    for (const call of emitted.calls) settle(call, emitted.error);
  };

  const publish = () => {
    const { value, context } = actor.getSnapshot();
    const [[state, step] = ['uninitialized', 'idle']] = Object.entries(value);
    const fresh = project(state as StateName, step === 'idle', context, snapshot);
    const changed = fresh !== snapshot;
    snapshot = fresh;
    if (changed) listeners.snapshot(fresh);
    const due = held;
    held = [];
    for (const emitted of due) deliver(emitted);
  };

  const command = (name: CommandName, argument: unknown, options?: CommandOptions): Command => {
    const parsed = parse(name, argument, options, vault);
    const im = imStatus(ports.im);
    return im.phase !== 'uninitialized' && im.appKey !== undefined ? { ...parsed, imAppKey: im.appKey } : parsed;
  };

  const gone = (name: CommandName) => new SessionError('disposed', { command: name });

  const run = (name: CommandName, argument: unknown, options?: CommandOptions) =>
    new Promise<SessionSnapshot>((resolve, reject) => {
      const wanted = command(name, argument, options);
      if (ended) return reject(gone(name));
      const signal = wanted.invalid ? undefined : options?.signal;
      if (signal?.aborted) return reject(new SessionError('aborted', { command: name, cause: signal.reason }));
      const call = ++calls;
      const leave = (kind: 'aborted' | 'timeout', cause?: unknown) =>
        actor.send({ type: 'abandon', call, error: new SessionError(kind, { command: name, cause }) });
      const ms = (wanted.invalid ? undefined : options?.timeout) ?? patience;
      const timer = ms < Number.POSITIVE_INFINITY && clock.setTimeout(() => leave('timeout'), ms);
      const onAbort = () => leave('aborted', signal?.reason);
      signal?.addEventListener('abort', onAbort);
      const release = () => {
        if (timer !== false) clock.clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      callers.set(call, { resolve, reject, release });
      actor.send({ type: 'command', call, command: wanted });
    });

  const on: Session['on'] = (type, listener, options) => {
    const signal = checkedBy(() => signalOf(options));
    checkFunction(listener, 'listener');
    if (typeof type !== 'string' || !Object.hasOwn(eventTypes, type))
      throw wrong(`unknown event; known are ${Object.keys(eventTypes).join(', ')}`);
    const off = ended || signal?.aborted ? () => {} : listeners.addEvent(type, listener);
    signal?.addEventListener('abort', off);
    return off;
  };

  const subscribe: Session['subscribe'] = (listener) => {
    checkFunction(listener, 'listener');
    const off = ended ? () => {} : listeners.addSnapshot(listener);
    listeners.call(() => listener(snapshot));
    return off;
  };

  const waiting = new Set<() => void>();

  const until: Session['until'] = (predicate, options) =>
    new Promise((resolve, reject) => {
      const signal = checkedBy(() => signalOf(options));
      checkFunction(predicate, 'predicate');
      let off: Unsubscribe | undefined;
      const finish = (how: () => void) => {
        waiting.delete(onEnd);
        signal?.removeEventListener('abort', onAbort);
        off?.();
        off = () => {};
        how();
      };
      const onAbort = () => finish(() => reject(new SessionError('aborted', { cause: signal?.reason })));
      const onEnd = () => finish(() => reject(new SessionError('disposed')));
      const look = (now: SessionSnapshot) => {
        try {
          if (predicate(now)) finish(() => resolve(now));
        } catch (error) {
          finish(() => reject(error));
        }
      };
      if (signal?.aborted) return onAbort();
      look(snapshot);
      if (off) return;
      if (ended) return onEnd();
      waiting.add(onEnd);
      signal?.addEventListener('abort', onAbort);
      off = listeners.addSnapshot(look);
    });

  const dispose = () => {
    disposing ??= run('dispose', undefined, { timeout: Number.POSITIVE_INFINITY }).then(end, end);
    return disposing;
  };

  const end = () => {
    ended = true;
    actor.stop();
    for (const wake of [...waiting]) wake();
    listeners.clear();
  };

  /** The machine is total, so this never happens; if it did, no caller would be left hanging. */
  const broken = (cause: unknown) => {
    for (const call of [...callers.keys()]) settle(call, new SessionError('adapter', { cause }));
  };

  actor.on('*', (emitted) => held.push(emitted));
  actor.subscribe({ next: publish, error: broken });
  actor.start();

  return {
    get snapshot() {
      return snapshot;
    },
    getSnapshot: () => snapshot,
    subscribe,
    on,
    until,
    can: (name, ...args) => {
      const asked = args.length === 0 ? { ...command('initialize', undefined), name } : command(name, args[0]);
      if (!commandNames.includes(name))
        return { ok: false, error: wrong(`unknown command; known are ${commandNames.join(', ')}`) };
      const error = ended ? gone(name) : refusal(actor.getSnapshot().context, asked);
      return error ? { ok: false, error } : { ok: true };
    },
    signIn: (request, o) => run('signIn', request, o),
    initialize: (o) => run('initialize', undefined, o),
    loginIm: (account, o) => run('loginIm', account, o),
    loginMeeting: (account, o) => run('loginMeeting', account, o),
    joinMeeting: (request, o) => run('joinMeeting', request, o),
    joinAnonymously: (request, o) => run('joinAnonymously', request, o),
    leaveMeeting: (o) => run('leaveMeeting', undefined, o),
    logoutMeeting: (o) => run('logoutMeeting', undefined, o),
    logoutIm: (o) => run('logoutIm', undefined, o),
    signOut: (o) => run('signOut', undefined, o),
    recover: (o) => run('recover', undefined, o),
    dispose,
    [asyncDispose]: dispose,
    actor,
  };
}
