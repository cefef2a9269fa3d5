import { type Answer, type Asked, call } from './call.ts';
import type { Reading } from './context.ts';
import { SessionError } from './errors.ts';
import { sessionMachine } from './machine.ts';
import type { MachineMessage, PortMessage } from './messages.ts';
import type { Clock } from './ports/clock.ts';
import type { DirectoryPort } from './ports/directory.ts';
import type { ImPort, ImStatus } from './ports/im.ts';
import type { MeetingPort, MeetingStatus } from './ports/meeting.ts';
import type { Slots } from './slots.ts';
import type { Vault } from './vault.ts';

/** What a session is connected to. */
export interface SessionPorts {
  readonly im: ImPort;
  readonly meeting: MeetingPort;
  /** Asked before a reused meeting login whether the accounts belong together. Without it the kit's answer decides. */
  readonly directory?: DirectoryPort;
  /** Where timers come from; the platform's own without it. */
  readonly clock?: Clock;
}

/** One session's end of the machine's actor slots. */
export interface Bound {
  readonly ports: SessionPorts;
  readonly clock: Clock;
  readonly vault: Vault;
  /** Milliseconds that a step which cannot be interrupted may take. */
  readonly stepDeadline: number;
  readonly send: (message: MachineMessage) => void;
  /** Calls that a port has not answered yet. */
  readonly open: { readonly im: Set<object>; readonly meeting: Set<object> };
  /** Whoever waits for the last of them. */
  readonly settled: Set<() => void>;
}

/** Actors find their session's ports through the actor system: the filled machine is made once, not once per session. */
export const bindings = new WeakMap<object, Bound>();

function boundTo(system: object): Bound {
  const bound = bindings.get(system);
  if (!bound) throw new SessionError('unsupported', { message: 'this actor runs outside createSession' });
  return bound;
}

const nothing = { phase: 'uninitialized' } as const;

/** What both ports say right now. A `status()` that throws or answers nonsense says nothing. */
export function read({ im, meeting }: SessionPorts): Reading {
  return { im: imStatus(im), meeting: meetingStatus(meeting) };
}

function imStatus(port: ImPort): ImStatus {
  try {
    const status = port.status();
    return status.phase === 'loggedIn' && typeof status.accid !== 'string' ? nothing : { ...status };
  } catch {
    return nothing;
  }
}

function meetingStatus(port: MeetingPort): MeetingStatus {
  try {
    return { ...port.status() };
  } catch {
    return nothing;
  }
}

type Port = 'im' | 'meeting';

/** Makes one port call, and keeps count of it until it is answered, whoever still listens by then. */
function track<T>(
  bound: Bound,
  port: Port,
  ask: () => Promise<T>,
  answered: (value: T) => void,
  failed: (error: unknown) => void,
) {
  const token = {};
  const open = bound.open[port];
  open.add(token);
  const over = () => {
    open.delete(token);
    if (bound.open.im.size + bound.open.meeting.size === 0) for (const wake of [...bound.settled]) wake();
  };
  let promise: Promise<T>;
  try {
    promise = Promise.resolve(ask());
  } catch (error) {
    promise = Promise.reject(error);
  }
  promise.then(
    (value) => {
      answered(value);
      over();
    },
    (error) => {
      failed(error);
      over();
    },
  );
}

/** A step towards a goal: it may take as long as its command may, and is aborted with it. */
function forward<I, T, V>(
  port: Port,
  ask: (ports: SessionPorts, input: I, signal: AbortSignal) => Promise<T>,
  value: (answer: T) => V,
) {
  return call<I, Answer<V>>(({ input, signal, system, done, failed }) => {
    const bound = boundTo(system);
    const { ports, vault } = bound;
    track(
      bound,
      port,
      () => ask(ports, input, signal),
      (answer) => done({ value: value(answer), reading: read(ports) }),
      (error) => failed({ error: vault.error(error), reading: read(ports), open: false }),
    );
  });
}

/** A step that cannot be interrupted: it has a deadline instead. `ended` calls of a closed port count no more. */
function ending(port: Port, ask: (ports: SessionPorts) => Promise<void>, closes = false) {
  return call<void, Answer>(({ signal, system, done, failed }) => {
    const bound = boundTo(system);
    const { ports, vault } = bound;
    const deadline = startDeadline(bound, signal, failed);
    track(
      bound,
      port,
      () => ask(ports),
      () => {
        deadline.clear();
        if (closes) bound.open[port].clear();
        done({ value: undefined, reading: read(ports) });
      },
      (error) => {
        deadline.clear();
        failed({ error: vault.error(error), reading: read(ports), open: false });
      },
    );
  });
}

function startDeadline(
  { clock, stepDeadline, ports }: Bound,
  signal: AbortSignal,
  failed: Asked<void, Answer>['failed'],
) {
  const timer = clock.setTimeout(() => {
    const error = new SessionError('timeout', { message: `a port did not answer within ${stepDeadline} ms` });
    failed({ error, reading: read(ports), open: true });
  }, stepDeadline);
  const clear = () => clock.clearTimeout(timer);
  signal.addEventListener('abort', clear);
  return { clear };
}

const settle = call<void, Answer>(({ signal, system, done, failed }) => {
  const bound = boundTo(system);
  const { open, ports, settled } = bound;
  const answer = () => done({ value: undefined, reading: read(ports) });
  if (open.im.size + open.meeting.size === 0) return answer();
  const deadline = startDeadline(bound, signal, ({ reading }) => {
    settled.delete(wake);
    const error = new SessionError('adapter', { message: 'a port never answered a call that was given up' });
    failed({ error, reading, open: true });
  });
  const wake = () => {
    deadline.clear();
    settled.delete(wake);
    answer();
  };
  settled.add(wake);
  signal.addEventListener('abort', () => settled.delete(wake));
});

/** Passes a port's events on for as long as the session lives. */
function watch(
  prefix: Port,
  subscribe: (ports: SessionPorts, listener: (event: { readonly type: string }) => void) => () => void,
) {
  return call<void, never>(({ signal, system }) => {
    const { ports, send } = boundTo(system);
    try {
      const unsubscribe = subscribe(ports, (event) => {
        if (!signal.aborted) send({ ...event, type: `${prefix}.${event.type}` } as PortMessage);
      });
      signal.addEventListener('abort', unsubscribe);
    } catch {
      // A port that cannot be listened to is found out by its status().
    }
  });
}

const field = (value: unknown, key: string): string => {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof found === 'string' ? found : '';
};

const none = (): void => {};

const filled: Slots = {
  watchIm: watch('im', ({ im }, listener) => im.subscribe(listener)),
  watchMeeting: watch('meeting', ({ meeting }, listener) => meeting.subscribe(listener)),
  initializeIm: forward(
    'im',
    async ({ im }, request: { readonly appKey: string }, signal) => {
      if (imStatus(im).phase !== 'uninitialized') return 'adopted' as const;
      await im.initialize(request, signal);
      return 'initialized' as const;
    },
    (how) => how,
  ),
  initializeMeeting: forward('meeting', ({ meeting }, request, signal) => meeting.initialize(request, signal), none),
  loginIm: forward('im', ({ im }, account, signal) => im.login(given(account), signal), none),
  askDirectory: call(({ input, signal, system, done, failed }) => {
    const bound = boundTo(system);
    const { ports, vault } = bound;
    const deadline = startDeadline(bound, signal, failed);
    const ask = async () => ports.directory?.boundAccid(given(input), signal);
    ask().then(
      (accid) => {
        deadline.clear();
        done({ value: typeof accid === 'string' ? accid : undefined, reading: read(ports) });
      },
      (error) => {
        deadline.clear();
        failed({ error: vault.error(error), reading: read(ports), open: false });
      },
    );
  }),
  loginMeeting: forward(
    'meeting',
    ({ meeting }, { account, mode }, signal) => meeting.login(given(account), mode, signal),
    (answer) => ({ accid: field(answer, 'accid') }),
  ),
  joinMeeting: forward(
    'meeting',
    ({ meeting }, request, signal) => meeting.join(given(request), signal),
    (answer) => ({ meetingNum: field(answer, 'meetingNum') }),
  ),
  joinAnonymously: forward(
    'meeting',
    ({ meeting }, request, signal) => meeting.joinAnonymously(given(request), signal),
    (answer) => ({ accid: field(answer, 'accid'), meetingNum: field(answer, 'meetingNum') }),
  ),
  settle,
  leaveMeeting: ending('meeting', ({ meeting }) => meeting.leave()),
  logoutMeeting: ending('meeting', ({ meeting }) => meeting.logout()),
  logoutIm: ending('im', ({ im }) => im.logout()),
  closeMeeting: ending('meeting', ({ meeting }) => meeting.close(), true),
  closeIm: ending('im', ({ im }) => im.close(), true),
};

/** A step only runs for a goal that has what it needs; the explorer proves it, this says it to the compiler. */
function given<T>(input: T | undefined): T {
  if (input === undefined) throw new SessionError('invalidInput');
  return input;
}

/** The machine with its slots filled, once for all sessions. */
export const boundMachine = sessionMachine.provide({ actors: filled });
