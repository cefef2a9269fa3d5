import { type Answer, type Asking, call } from './call.ts';
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

const nothing = { phase: 'uninitialized' } as const;

/** What both ports say right now. */
function read({ ports, open }: Bound, landed = false): Reading {
  return {
    im: imStatus(ports.im),
    meeting: meetingStatus(ports.meeting),
    open: open.im.size + open.meeting.size > 0,
    landed,
  };
}

/** What the IM port says right now; one that throws or talks nonsense says nothing. */
export function imStatus(port: ImPort): ImStatus {
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

/** What a port call needs to know beside what it asks. */
interface Manner {
  /** The port whose calls are counted; the directory's are not: they change nothing. */
  readonly port?: Port;
  /** The step cannot be interrupted: it has a deadline instead. */
  readonly deadline?: boolean;
  /** The port is closed by it: its earlier calls count no more. */
  readonly closes?: boolean;
}

type Ask<I> = (ports: SessionPorts, input: I, asked: Pick<Asking<I>, 'signal'>) => unknown;

const text = (answer: unknown, key: string): string => {
  const found = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>)[key] : '';
  return typeof found === 'string' ? found : '';
};

/** An actor that makes one port call. It counts as open until the port answers, whoever still listens by then. */
function asking<I>(ask: Ask<I>, { port, deadline, closes }: Manner) {
  return call<I>((asked) => {
    const { input, system, live, done, failed } = asked;
    const bound = boundTo(system);
    const { ports, vault, open, settled } = bound;
    const stop = deadline ? startDeadline(bound, 'timeout', failed) : () => {};
    const token = {};
    if (port) open[port].add(token);
    const over = (closed?: boolean) => {
      stop();
      if (port) open[port].delete(token);
      if (port && closed) open[port].clear();
    };
    const wake = () => {
      if (open.im.size + open.meeting.size === 0) for (const tell of [...settled]) tell();
    };
    new Promise((resolve) => resolve(ask(ports, input, asked))).then(
      (answer) => {
        over(closes);
        if (port && !live()) bound.landed = true;
        done(answerOf(read(bound), answer));
        wake();
      },
      (error: unknown) => {
        over();
        failed({ error: vault.error(error), reading: read(bound) });
        wake();
      },
    );
  });
}

const answerOf = (reading: Reading, answer?: unknown): Answer => ({
  reading,
  accid: text(answer, 'accid'),
  meetingNum: text(answer, 'meetingNum'),
  adopted: answer === adopted,
});

/** Fails the call if it takes longer than a step may. Answers how to call that off. */
function startDeadline(bound: Bound, kind: ErrorKind, failed: Asking<never>['failed']) {
  const { clock, stepDeadline } = bound;
  const timer = clock.setTimeout(() => {
    const message = `${kind}: a port did not answer within ${stepDeadline} ms`;
    failed({ error: new SessionError(kind, { message }), reading: read(bound) });
  }, stepDeadline);
  return () => clock.clearTimeout(timer);
}

const settle = call<void>(({ system, live, done, failed }) => {
  const bound = boundTo(system);
  const { open, settled } = bound;
  const stop = startDeadline(bound, 'adapter', (rejection) => {
    // Overdue: from now on nobody waits for these calls. recover() closes the ports, which ends them.
    open.im.clear();
    open.meeting.clear();
    failed(rejection);
  });
  const wake = () => {
    stop();
    settled.delete(wake);
    if (!live()) return;
    done(answerOf(read(bound, bound.landed)));
    bound.landed = false;
  };
  settled.add(wake);
  if (open.im.size + open.meeting.size === 0) wake();
});

/** Passes both ports' events on for as long as the session lives. */
const watch = call<void>(({ signal, system }) => {
  const bound = boundTo(system);
  const { ports, send } = bound;
  for (const port of ['im', 'meeting'] as const) {
    const listener = (event: ImEvent | MeetingEvent) => {
      if (!event?.type || signal.aborted) return;
      send({ ...event, reading: read(bound), type: `${port}.${event.type}` } as PortMessage);
    };
    try {
      signal.addEventListener('abort', ports[port].subscribe(listener));
    } catch {
      // A port that cannot be listened to is found out by its status().
    }
  }
});

const adopted = Symbol('adopted');
const im: Manner = { port: 'im' };
const kit: Manner = { port: 'meeting' };
const end = { deadline: true };
const close = { deadline: true, closes: true };

const filled: Slots = {
  watch,
  initializeIm: asking((ports, request, asked) => {
    return imStatus(ports.im).phase === 'uninitialized' ? ports.im.initialize({ appKey: request.appKey }, asked.signal) : adopted;
  }, im),
  initializeMeeting: asking(({ meeting }, { appKey, reuse }, asked) => meeting.initialize({ appKey, reuse }, asked.signal), kit),
  loginIm: asking((ports, account, asked) => account && ports.im.login(account, asked.signal), im),
  askDirectory: asking(async ({ directory }, userUuid, asked) => {
    return { accid: userUuid && (await directory?.boundAccid(userUuid, asked.signal)) };
  }, end),
  loginMeeting: asking(
    ({ meeting }, { account, mode }, asked) => account && meeting.login(account, mode, asked.signal),
    kit,
  ),
  joinMeeting: asking(({ meeting }, request, asked) => request && meeting.join(request, asked.signal), kit),
  joinAnonymously: asking(
    ({ meeting }, request, asked) => request && meeting.joinAnonymously(request, asked.signal),
    kit,
  ),
  settle,
  leaveMeeting: asking(({ meeting }) => meeting.leave(), { ...kit, ...end }),
  logoutMeeting: asking(({ meeting }) => meeting.logout(), { ...kit, ...end }),
  logoutIm: asking((ports) => ports.im.logout(), { ...im, ...end }),
  closeMeeting: asking(({ meeting }) => meeting.close(), { ...kit, ...close }),
  closeIm: asking((ports) => ports.im.close(), { ...im, ...close }),
};

/** The machine with its slots filled, once for all sessions. */
export const boundMachine = sessionMachine.provide({ actors: filled });
