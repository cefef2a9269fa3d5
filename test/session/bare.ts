import { ManualClock } from '@partyline/adapters/memory';
import {
  createSession,
  eventTypes,
  type ImEvent,
  type ImPort,
  type ImStatus,
  type MeetingEvent,
  type MeetingPort,
  type MeetingStatus,
  type Session,
  type SessionError,
  type SessionEventType,
  type SessionOptions,
  type SessionSnapshot,
} from '@partyline/core';

/** What both ports say about themselves: a test changes it at will. */
export interface Truth {
  im: ImStatus;
  meeting: MeetingStatus;
  /** The IM account that the kit logged in by itself. */
  own: string | null;
}

type Method = `im.${keyof ImPort}` | `meeting.${keyof MeetingPort}` | 'directory.boundAccid';

/** What a port does when it is asked: changes the truth, answers, throws. Given to `act` once it is due. */
type Act = (truth: Truth, ...args: readonly unknown[]) => unknown;

export const online = (accid: string, more: object = {}): ImStatus => ({
  phase: 'loggedIn',
  accid,
  appKey: 'app',
  line: 'online',
  ...more,
});
export const ready = { phase: 'ready' } as const;
export const member = (userUuid: string, more: object = {}): MeetingStatus => {
  return { phase: 'loggedIn', userUuid, anonymous: false, ...more };
};
export const guest: MeetingStatus = { phase: 'loggedIn', anonymous: true, meetingNum: '100' };

/** The kit is out; an IM login that it made by itself goes with it. */
function kitOut(truth: Truth, phase: 'ready' | 'uninitialized' = 'ready'): void {
  truth.meeting = { phase };
  if (truth.own && truth.im.phase === 'loggedIn' && truth.im.accid === truth.own) truth.im = ready;
  truth.own = null;
}

/** Lets a call go that was held up. */
export type Release = (how?: SessionError | Act) => void;

/** Ports that work, and report nothing by themselves. The kit's accounts are all bound to alice. */
const healthy: Partial<Record<Method, Act>> = {
  'im.initialize': (truth) => {
    truth.im = ready;
  },
  'im.login': (truth, account) => {
    truth.im = online((account as { accid: string }).accid);
  },
  'im.logout': (truth) => {
    // A logout ends the login that it was sent for, not the host's.
    if (truth.im.phase !== 'loggedIn' || truth.im.accid !== 'bob') truth.im = ready;
  },
  'im.close': (truth) => {
    truth.im = { phase: 'uninitialized' };
  },
  'meeting.initialize': (truth) => {
    truth.meeting = ready;
  },
  'meeting.login': (truth, account, mode) => {
    truth.meeting = member((account as { userUuid: string }).userUuid);
    if (mode === 'owned') Object.assign(truth, { im: online('alice'), own: 'alice' });
    return { accid: 'alice' };
  },
  'meeting.logout': (truth) => kitOut(truth),
  'meeting.join': (truth) => {
    truth.meeting = { ...truth.meeting, meetingNum: '100' } as MeetingStatus;
    return { meetingNum: '100' };
  },
  'meeting.joinAnonymously': (truth) => {
    truth.meeting = guest;
    Object.assign(truth, { im: online('guest'), own: 'guest' });
    return { accid: 'guest', meetingNum: '100' };
  },
  'meeting.leave': (truth) => {
    const { meeting } = truth;
    if (meeting.phase !== 'loggedIn') return;
    const { meetingNum: _, ...rest } = meeting;
    if (meeting.anonymous) kitOut(truth);
    else truth.meeting = rest;
  },
  'meeting.close': (truth) => kitOut(truth, 'uninitialized'),
};

/** More calls than any test makes. */
const tooMany = 200;

/** A session over ports that do and say exactly what a test tells them. They ignore abort. */
export function bare(options: Partial<SessionOptions> & { readonly directory?: boolean } = {}) {
  const { directory = false, ...rest } = options;
  const clock = new ManualClock();
  const truth: Truth = { im: { phase: 'uninitialized' }, meeting: { phase: 'uninitialized' }, own: null };
  const calls: string[] = [];
  const acts: Partial<Record<Method, Act>> = { ...healthy };
  const listeners: { im: ((event: ImEvent) => void)[]; meeting: ((event: MeetingEvent) => void)[] } = {
    im: [],
    meeting: [],
  };
  const asked =
    (method: Method) =>
    async (...args: readonly unknown[]): Promise<never> => {
      calls.push(method);
      // What goes round in circles comes to a halt, and is seen to be pending.
      if (calls.length > tooMany) return new Promise<never>(() => {});
      return (await acts[method]?.(truth, ...args)) as never;
    };
  const both = <P extends 'im' | 'meeting'>(port: P) => ({
    status: () => truth[port],
    initialize: asked(`${port}.initialize`),
    login: asked(`${port}.login`),
    logout: asked(`${port}.logout`),
    close: asked(`${port}.close`),
    subscribe: (listener: (typeof listeners)[P][number]) => {
      const known: unknown[] = listeners[port];
      known.push(listener);
      return () => known.splice(known.indexOf(listener), 1);
    },
  });
  const ports = {
    im: both('im'),
    meeting: {
      ...both('meeting'),
      join: asked('meeting.join'),
      joinAnonymously: asked('meeting.joinAnonymously'),
      leave: asked('meeting.leave'),
    },
    ...(directory && { directory: { boundAccid: asked('directory.boundAccid') } }),
    clock,
  };
  const session: Session = createSession(ports, { appKey: 'app', ...rest });
  const events: string[] = [];
  for (const type of eventTypes) session.on(type, (event) => events.push(told(type, event)));
  // Whatever else the machine emits would be lost on everybody.
  session.actor.on('*', (emitted) => {
    if (emitted?.type !== 'settled' && !(eventTypes as readonly unknown[]).includes(emitted?.type)) events.push('odd');
  });
  let last: string | undefined;
  session.subscribe((snapshot) => {
    const said = JSON.stringify(snapshot);
    if (said === last) events.push('the same snapshot again');
    last = said;
  });
  return {
    session,
    clock,
    truth,
    acts: acts as Readonly<typeof acts>,
    calls,
    events,
    /** How many listen to the ports. */
    listening: () => listeners.im.length + listeners.meeting.length,
    /** From now on a port does this when it is asked. */
    act: (method: Method, act: Act) => {
      acts[method] = act;
    },
    /**
     * Calls of a method wait until they are let go: the request on its way, or the answer. Answers how to do that: with
     * an error they fail, with a deed they do that instead.
     */
    hold: (method: Method, what: 'request' | 'answer' = 'request'): Release => {
      let act = acts[method];
      let go: Release = () => {};
      const gate = new Promise<void>((resolve, reject) => {
        go = (how) => {
          if (typeof how === 'function') act = how;
          if (how instanceof Error) reject(how);
          else resolve();
        };
      });
      acts[method] = (...args) => {
        if (what === 'request') return gate.then(() => act?.(...args));
        const answer = act?.(...args);
        return gate.then(() => answer);
      };
      return go;
    },
    /** Something happens to an SDK: what is true from now on, and the report of it. */
    happens: (now: Partial<Truth>, port: 'im' | 'meeting', event: ImEvent | MeetingEvent): void => {
      Object.assign(truth, now);
      const known: ((event: never) => void)[] = [...listeners[port]];
      for (const listener of known) listener(event as never);
    },
  };
}

export type Bare = ReturnType<typeof bare>;

/** What must come about by itself, without any time passing: says so at once if it does not. */
export async function soon<T>(wanted: Promise<T> | T): Promise<T> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  Promise.resolve(wanted).then(over, over);
  for (let round = 0; round < 300 && !isOver; round++) await undefined;
  if (!isOver) throw new Error('this hangs');
  return wanted;
}

/** An event in a word or two. */
function told(type: SessionEventType, event: object): string {
  const { reason, step, error } = event as { reason?: string; step?: string; error?: { kind: string } };
  return [type, reason, step, error?.kind].filter(Boolean).join(':');
}

/** A snapshot in a line: `state → recoverTo | who is at the IM, and whose login | who is in the meeting | room`. */
export function line({ state, failure, im, meeting, mode, room }: SessionSnapshot): string {
  const at = im ? `${im.accid} (${im.owner}${im.line === 'online' ? '' : ', reconnecting'})` : '-';
  const who = meeting ? `${meeting.kind === 'member' ? meeting.userUuid : 'guest'} ${mode}` : '-';
  const to = failure ? ` → ${failure.recoverTo}` : '';
  return `${state}${to} | ${at} | ${who}${room ? ` in ${room.meetingNum}` : ''}`;
}
