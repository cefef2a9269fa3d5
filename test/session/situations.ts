import { type ImEvent, type Line, type MeetingEvent, SessionError } from '@partyline/core';
import { alice, ann, room } from '../regressions/app.ts';
import { type Bare, bare, member, online, ready, soon } from './bare.ts';

/** Ways to get somewhere and rest there. */
export const situations = {
  uninitialized: async () => bare(),
  imReady: () => after({}, up),
  'imLoggedIn, the session’s': () => after({}, ...imIn),
  'imLoggedIn, the host’s': () => after({}, hostIn, up),
  'meetingLoggedIn, reused': () => after({}, ...imIn, meetingIn),
  'meetingLoggedIn, owned': () => after({ reuse: 'off' }, up, meetingIn),
  'auto, imReady': () => after({ reuse: 'auto' }, up),
  'auto, imLoggedIn': () => after({ reuse: 'auto' }, ...imIn),
  'auto, meetingLoggedIn, reused': () => after({ reuse: 'auto' }, ...imIn, meetingIn),
  'auto, meetingLoggedIn, owned': () => after({ reuse: 'auto' }, up, meetingIn),
  'off, imReady': () => after({ reuse: 'off' }, up),
  'off, the host is in': () => after({ reuse: 'off' }, hostIn, up),
  'imReady, the host’s IM runs another app': () =>
    after({}, up, ({ truth }) => {
      truth.im = { phase: 'ready', appKey: 'another' };
    }),
  'off, imReady, the host’s IM runs another app': () =>
    after({ reuse: 'off' }, up, ({ truth }) => {
      truth.im = { phase: 'ready', appKey: 'another' };
    }),
  'in a room, reused': () => after({}, ...imIn, meetingIn, roomIn),
  'in a room, a guest': () => after({ reuse: 'off' }, up, ({ session }) => session.joinAnonymously(room)),
  'failed, kicked': () =>
    after({}, ...imIn, ({ happens }) => happens({ im: ready }, 'im', { type: 'kicked', reason: 'quiet' })),
  'failed, the meeting lost': () =>
    after({}, ...imIn, meetingIn, ({ happens }) =>
      happens({ meeting: ready }, 'meeting', { type: 'signedOut', reason: 'server' }),
    ),
  'failed, never set up': () =>
    after({}, async ({ session, act }) => {
      act('meeting.initialize', () => Promise.reject(new SessionError('network')));
      await session.initialize().catch(() => {});
    }),
} as const satisfies Readonly<Record<string, () => Promise<Bare>>>;

type Act = (b: Bare) => unknown;

async function after(options: Parameters<typeof bare>[0], ...acts: readonly Act[]): Promise<Bare> {
  const made = bare(options);
  for (const act of acts) await soon(act(made));
  await made.clock.settle();
  return made;
}

const hostIn: Act = ({ truth }) => {
  truth.im = online('alice');
};
const up: Act = ({ session }) => session.initialize();
const imIn: readonly Act[] = [up, ({ session }) => session.loginIm(alice)];
const meetingIn: Act = ({ session }) => session.loginMeeting(ann);
const roomIn: Act = ({ session }) => session.joinMeeting(room);

type Happening = Parameters<Bare['happens']>;

/** What is left when the IM login ends: a kit that made it by itself misses it at once. */
const kitsOwn = ({ truth }: Bare) => truth.own !== null;

const out = ({ truth }: Bare) => (truth.im.phase === 'loggedIn' ? { im: ready } : {});

/** The IM login ends; a kit that made it by itself notices. */
const imEnds =
  (event: ImEvent) =>
  (b: Bare): readonly Happening[] => {
    const ends: Happening = [out(b), 'im', event];
    return kitsOwn(b)
      ? [ends, [{ meeting: ready, own: null }, 'meeting', { type: 'signedOut', reason: 'its IM' }]]
      : [ends];
  };

/** The meeting login ends, and an IM login of the kit's own with it. */
const meetingEnds =
  (event: MeetingEvent) =>
  (b: Bare): readonly Happening[] => {
    if (b.truth.meeting.phase !== 'loggedIn') return [[{}, 'meeting', event]];
    return [[{ meeting: ready, ...(kitsOwn(b) && { im: ready, own: null }) }, 'meeting', event]];
  };

const lineIs =
  (line: Line, type: 'lineDown' | 'lineUp') =>
  ({ truth }: Bare): readonly Happening[] => {
    const { im } = truth;
    return [[im.phase === 'loggedIn' ? { im: { ...im, line } } : {}, 'im', { type }]];
  };

const roomEnds = (b: Bare): readonly Happening[] => {
  const { meeting } = b.truth;
  const event = { type: 'roomLeft', reason: 'ended' } as const;
  if (meeting.phase !== 'loggedIn' || meeting.meetingNum === undefined) return [[{}, 'meeting', event]];
  if (meeting.anonymous) return [[{ meeting: ready, im: ready, own: null }, 'meeting', event]];
  return [[{ meeting: member(meeting.userUuid ?? '') }, 'meeting', event]];
};

/** What an SDK does, and what it reports of it. Where there is nothing to lose, it only reports. */
export const reports = {
  kicked: imEnds({ type: 'kicked', reason: 'server' }),
  refused: imEnds({ type: 'credentialsRefused', error: new SessionError('credentialsExpired') }),
  'logged in again': ({ truth: { im } }): readonly Happening[] => [
    [{}, 'im', { type: 'loggedIn', accid: im.phase === 'loggedIn' ? im.accid : 'alice' }],
  ],
  'logged in as bob': (): readonly Happening[] => [[{ im: online('bob') }, 'im', { type: 'loggedIn', accid: 'bob' }]],
  'logged out': imEnds({ type: 'loggedOut' }),
  'line down': lineIs('reconnecting', 'lineDown'),
  'line up': lineIs('online', 'lineUp'),
  'signed out': meetingEnds({ type: 'signedOut', reason: 'server' }),
  expired: meetingEnds({ type: 'credentialsExpired' }),
  'room left': roomEnds,
} as const satisfies Readonly<Record<string, (b: Bare) => readonly Happening[]>>;
