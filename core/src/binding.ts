import { type Answer, type Asking, call, type Ending, silent } from './call.ts';
import type { Reading } from './context.ts';
import { type ErrorKind, SessionError } from './errors.ts';
import { sessionMachine } from './machine.ts';
import type { MachineMessage, PortMessage } from './messages.ts';
import type { Clock } from './ports/clock.ts';
import type { DirectoryPort } from './ports/directory.ts';
import type { ImEvent, ImPort, ImStatus } from './ports/im.ts';
import type { MeetingEvent, MeetingPort, MeetingStatus } from './ports/meeting.ts';
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

type Port = 'im' | 'meeting';

/** One session's end of the machine's actor slots. */
export interface Bound {
  readonly ports: SessionPorts;
  readonly clock: Clock;
  readonly vault: Vault;
  /** Milliseconds that a step which cannot be interrupted may take. */
  readonly stepDeadline: number;
  readonly send: (message: MachineMessage) => void;
  /** Calls that a port has not answered yet. */
  readonly open: Map<object, Port>;
  /** Told whenever a call was answered. */
  wake: () => void;
  /** A call was carried out although it had been given up, and nobody has been told yet. */
  landed: boolean;
}

/** Actors find their session's ports through the actor system: the filled machine is made once, not once per session. */
export const bindings = new WeakMap<object, Bound>();

function boundTo(system: object): Bound {
  const bound = bindings.get(system);
  if (!bound) throw new SessionError('unsupported', { message: 'this actor runs outside createSession' });
  return bound;
}

/** What a port says right now; one that throws or talks nonsense says nothing. */
export function statusOf<S extends ImStatus | MeetingStatus>(port: { status(): S }, id?: 'accid'): S | typeof silent {
  try {
    const status: S & { readonly accid?: unknown } = { ...port.status() };
    return id && status.phase === 'loggedIn' && typeof status[id] !== 'string' ? silent : status;
  } catch {
    return silent;
  }
}

/** What both ports say right now. */
const read = ({ ports, open }: Bound, landed = false): Reading => ({
  im: statusOf(ports.im, 'accid'),
  meeting: statusOf(ports.meeting),
  open: open.size > 0,
  landed,
});

const text = (answer: unknown, key: string): string => {
  const found = (Object(answer) as Record<string, unknown>)[key];
  return typeof found === 'string' ? found : '';
};

const answerOf = (reading: Reading, answer?: unknown): Answer => ({
  reading,
  accid: text(answer, 'accid'),
  meetingNum: text(answer, 'meetingNum'),
  adopted: answer === adopted,
});

/** Fails the call if it takes longer than a step may. Answers how to call that off. */
function startDeadline(bound: Bound, kind: ErrorKind, end: Asking<never>['end']) {
  const { clock, stepDeadline } = bound;
  const timer = clock.setTimeout(() => {
    const message = `${kind}: a port did not answer within ${stepDeadline} ms`;
    end({ type: 'call.failed', error: { error: new SessionError(kind, { message }), reading: read(bound) } });
  }, stepDeadline);
  return () => clock.clearTimeout(timer);
}

type Ask<I> = (ports: SessionPorts, input: I, asked: Pick<Asking<I>, 'signal'>) => unknown;

/**
 * An actor that makes one call. It counts as open at its port until that answers, whoever still listens by then; the
 * directory's are not counted, for they change nothing. A step that cannot be interrupted has a deadline.
 */
function asking<I>(port: Port | undefined, ask: Ask<I>, isEnding = false, closes = false) {
  return call<I>((asked) => {
    const { input, system, live, end } = asked;
    const bound = boundTo(system);
    const { ports, vault, open } = bound;
    const token = {};
    if (port) open.set(token, port);
    const stop = isEnding && startDeadline(bound, 'timeout', end);
    if (stop) asked.signal.addEventListener('abort', stop);
    const over = (how: (reading: Reading) => Ending) => {
      if (stop) stop();
      open.delete(token);
      end(how(read(bound)));
      bound.wake();
    };
    new Promise((resolve) => resolve(ask(ports, input, asked))).then(
      (answer) => {
        // After a port was closed, its earlier calls count no more.
        if (closes) for (const [call, at] of open) if (at === port) open.delete(call);
        // What it brought about is news to whoever waits for it; when nobody counts on it any more it is the world's doing.
        if (!isEnding && open.has(token) && !live()) bound.landed = true;
        over((reading) => ({ type: 'call.done', output: answerOf(reading, answer) }));
      },
      (error: unknown) => over((reading) => ({ type: 'call.failed', error: { error: vault.error(error), reading } })),
    );
  });
}

/** Waits until no call is open any more, at most the step deadline. */
const settle = call<void>(({ system, live, end, signal }) => {
  const bound = boundTo(system);
  const { open } = bound;
  const stop = startDeadline(bound, 'adapter', (overdue) => {
    // From now on nobody waits for these calls. recover() closes the ports, which ends them.
    if (live()) open.clear();
    end(overdue);
  });
  signal.addEventListener('abort', stop);
  bound.wake = () => {
    if (open.size) return;
    stop();
    if (!live()) return;
    const output = answerOf(read(bound, bound.landed));
    bound.landed = false;
    end({ type: 'call.done', output });
  };
  bound.wake();
});

/** Passes both ports' events on for as long as the session lives. */
const watch = call<void>(({ signal, system }) => {
  const bound = boundTo(system);
  const { ports, send } = bound;
  for (const port of ['im', 'meeting'] as const) {
    const listener = (event: ImEvent | MeetingEvent) => {
      if (!event?.type || signal.aborted) return;
      const error = 'error' in event && { error: bound.vault.error(event.error) };
      send({ ...event, ...error, reading: read(bound), type: `${port}.${event.type}` } as PortMessage);
    };
    try {
      const off = ports[port].subscribe(listener);
      if (typeof off === 'function') signal.addEventListener('abort', off);
    } catch {
      // A port that cannot be listened to is found out by its status().
    }
  }
});

const adopted = Symbol('adopted');

const filled: Slots = {
  watch,
  initializeIm: asking('im', ({ im }, { appKey }, asked) => {
    return statusOf(im).phase === 'uninitialized' ? im.initialize({ appKey }, asked.signal) : adopted;
  }),
  initializeMeeting: asking('meeting', ({ meeting }, { appKey, reuse }, asked) => {
    return meeting.initialize({ appKey, reuse }, asked.signal);
  }),
  loginIm: asking('im', ({ im }, account, asked) => account && im.login(account, asked.signal)),
  askDirectory: asking(
    undefined,
    async ({ directory }, id, asked) => ({ accid: id && (await directory?.boundAccid(id, asked.signal)) }),
    true,
  ),
  loginMeeting: asking('meeting', ({ meeting }, { account, mode }, asked) => {
    return account && meeting.login(account, mode, asked.signal);
  }),
  joinMeeting: asking('meeting', ({ meeting }, room, asked) => room && meeting.join(room, asked.signal)),
  joinAnonymously: asking('meeting', ({ meeting }, room, asked) => room && meeting.joinAnonymously(room, asked.signal)),
  settle,
  leaveMeeting: asking('meeting', ({ meeting }) => meeting.leave(), true),
  logoutMeeting: asking('meeting', ({ meeting }) => meeting.logout(), true),
  logoutIm: asking('im', ({ im }) => im.logout(), true),
  closeMeeting: asking('meeting', ({ meeting }) => meeting.close(), true, true),
  closeIm: asking('im', ({ im }) => im.close(), true, true),
};

/** The machine with its slots filled, once for all sessions. */
export const boundMachine = sessionMachine.provide({ actors: filled });
