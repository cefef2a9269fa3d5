import type { CommandOptions } from '@partyline/core';
import { alice, ann, outcome, room } from '../regressions/app.ts';
import { type Bare, bare, online, type Release, ready, soon } from './bare.ts';

/** A command on its way: what it is held up in is let go by `go`. */
export interface Flight {
  readonly b: Bare;
  readonly command: { now: string };
  readonly go: Release;
  /** Gives up on it. */
  readonly abort: () => void;
  /** Gives the same command once more. */
  readonly again: () => Promise<unknown>;
}

type Start = (b: Bare, o?: CommandOptions) => Promise<unknown>;

/** Where a command is held up: in the request, or in the answer, when the SDK has acted already. */
interface Held {
  readonly reuse?: 'required' | 'off' | 'auto';
  readonly directory?: boolean;
  readonly before?: readonly Start[];
  readonly at: Parameters<Bare['hold']>;
  readonly run: Start;
}

const up: Start = ({ session }, o) => session.initialize(o);
const imIn: Start = ({ session }, o) => session.loginIm(alice, o);
const meetingIn: Start = ({ session }, o) => session.loginMeeting(ann, o);
const signIn: Start = ({ session }, o) => session.signIn({ im: alice, meeting: ann }, o);
const roomIn: Start = ({ session }, o) => session.joinMeeting(room, o);
const guestIn: Start = ({ session }, o) => session.joinAnonymously(room, o);
const lost: Start = async ({ happens }) =>
  happens({ meeting: { phase: 'ready' } }, 'meeting', { type: 'credentialsExpired' });
const hostIn: Start = async ({ truth }) => {
  truth.im = online('alice');
};

const lineDown: Start = async ({ happens }) =>
  happens({ im: online('alice', { line: 'reconnecting' }) }, 'im', { type: 'lineDown' });

const atRest = ({ session }: Bare) => session.until(({ busy }) => busy === null);

/** The command is given up at once; what follows is over when nothing is in flight any more. */
const givenUp =
  (run: Start): Start =>
  (b) => {
    const stop = new AbortController();
    run(b, { signal: stop.signal }).catch(() => {});
    stop.abort();
    return atRest(b);
  };

/** As before, but the port carries the command out all the same. */
const landed =
  (method: Parameters<Bare['hold']>[0], run: Start): Start =>
  (b) => {
    const go = b.hold(method);
    const over = givenUp(run)(b);
    go();
    return over;
  };

const hostOut: Start = (b) => {
  b.happens({ im: ready }, 'im', { type: 'loggedOut' });
  b.events.length = 0;
  return atRest(b);
};

const kicked: Start = (b) => {
  b.happens({ im: ready }, 'im', { type: 'kicked', reason: 'server' });
  b.events.length = 0;
  return atRest(b);
};

const given = {
  initializingIm: { at: ['im.initialize'], run: up },
  initializingMeeting: { at: ['meeting.initialize'], run: up },
  'initializingMeeting, the host is in': { before: [hostIn], at: ['meeting.initialize'], run: up },
  'loggingInIm, asked': { before: [up], at: ['im.login'], run: imIn },
  'loggingInIm, done': { before: [up], at: ['im.login', 'answer'], run: imIn },
  checkingBinding: { directory: true, before: [up, imIn], at: ['directory.boundAccid'], run: meetingIn },
  'loggingInIm, signing in': { before: [up], at: ['im.login', 'answer'], run: signIn },
  'loggingInMeeting, signing in': { before: [up], at: ['meeting.login', 'answer'], run: signIn },
  'loggingInMeeting, reused, asked': { before: [up, imIn], at: ['meeting.login'], run: meetingIn },
  'loggingInMeeting, reused, done': { before: [up, imIn], at: ['meeting.login', 'answer'], run: meetingIn },
  'loggingInMeeting, owned, asked': { reuse: 'auto', before: [up], at: ['meeting.login'], run: meetingIn },
  'loggingInMeeting, owned, done': { reuse: 'auto', before: [up], at: ['meeting.login', 'answer'], run: meetingIn },
  'joining, asked': { before: [up, imIn, meetingIn], at: ['meeting.join'], run: roomIn },
  'joining, done': { before: [up, imIn, meetingIn], at: ['meeting.join', 'answer'], run: roomIn },
  'joiningAnonymously, asked': { reuse: 'off', before: [up], at: ['meeting.joinAnonymously'], run: guestIn },
  'joiningAnonymously, done': { reuse: 'off', before: [up], at: ['meeting.joinAnonymously', 'answer'], run: guestIn },
  leaving: {
    before: [up, imIn, meetingIn, roomIn],
    at: ['meeting.leave'],
    run: ({ session }) => session.leaveMeeting(),
  },
  'leaving, a guest': {
    reuse: 'off',
    before: [up, guestIn],
    at: ['meeting.leave'],
    run: ({ session }) => session.leaveMeeting(),
  },
  loggingOutMeeting: {
    before: [up, imIn, meetingIn],
    at: ['meeting.logout'],
    run: ({ session }) => session.logoutMeeting(),
  },
  'loggingOutMeeting, owned': {
    reuse: 'off',
    before: [up, meetingIn],
    at: ['meeting.logout'],
    run: ({ session }) => session.logoutMeeting(),
  },
  'loggingOutMeeting, signing out': {
    before: [up, imIn, meetingIn],
    at: ['meeting.logout'],
    run: ({ session }) => session.signOut(),
  },
  loggingOutIm: { before: [up, imIn], at: ['im.logout'], run: ({ session }) => session.logoutIm() },
  'closingMeeting, recovering': {
    before: [up, imIn, meetingIn, lost],
    at: ['meeting.close'],
    run: ({ session }, o) => session.recover(o),
  },
  'initializingMeeting, recovering': {
    before: [up, imIn, async (b) => void kicked(b)],
    at: ['meeting.initialize'],
    run: ({ session }, o) => session.recover(o),
  },
  'waitingForLine, to log in': { before: [up, imIn, lineDown], at: ['meeting.login'], run: meetingIn },
  'waitingForLine, to join': { before: [up, imIn, meetingIn, lineDown], at: ['meeting.join'], run: roomIn },
  // Nobody asked for these: what is left of something that was lost, or given up, is removed.
  'settling, an IM login': { before: [up], at: ['im.login'], run: givenUp(imIn) },
  'settling, a meeting login': { before: [up, imIn], at: ['meeting.login'], run: givenUp(meetingIn) },
  'loggingOutIm, unwanted': { before: [up], at: ['im.logout'], run: landed('im.login', imIn) },
  'loggingOutMeeting, unwanted': {
    before: [up, imIn],
    at: ['meeting.logout'],
    run: landed('meeting.login', meetingIn),
  },
  'loggingOutMeeting, owned, unwanted': {
    reuse: 'auto',
    before: [up],
    at: ['meeting.logout'],
    run: landed('meeting.login', meetingIn),
  },
  'leaving, unwanted': { before: [up, imIn, meetingIn], at: ['meeting.leave'], run: landed('meeting.join', roomIn) },
  'loggingOutMeeting, lost': { before: [up, imIn, meetingIn], at: ['meeting.logout'], run: hostOut },
  'loggingOutMeeting, lost, failed': { before: [up, imIn, meetingIn], at: ['meeting.logout'], run: kicked },
  'leaving, lost': { before: [up, imIn, meetingIn, roomIn], at: ['meeting.leave'], run: hostOut },
} as const satisfies Readonly<Record<string, Held>>;

export type FlightName = keyof typeof given;

/** Begins a command and answers once it is held up. */
export async function flight(name: FlightName): Promise<Flight> {
  const { reuse = 'required', directory = false, before = [], at, run }: Held = given[name];
  const b = bare({ reuse, directory });
  for (const start of before) await soon(start(b));
  const go = b.hold(...at);
  b.events.length = 0;
  b.calls.length = 0;
  const stop = new AbortController();
  const command = outcome(run(b, { signal: stop.signal }));
  await b.clock.settle();
  return { b, command, go, abort: () => stop.abort(), again: () => run(b) };
}

export const flightNames: readonly string[] = Object.keys(given);
