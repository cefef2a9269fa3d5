import { type ErrorKind, SessionError } from '@partyline/core';
import { type Breaks, failing } from '../break.ts';
import { lagging, type MemoryMeetingWorld, meeting } from './broken.ts';

/** What the vendor's `code` is taken for at `join()` is another kind. */
const taken = (code: number, kind: ErrorKind) =>
  meeting((real) => ({
    join: (request, signal) =>
      failing(real.join(request, signal), (error) => (error.vendor?.code === code ? new SessionError(kind) : error)),
  }));

const guestTaken = (code: number, error: SessionError) =>
  meeting((real) => ({
    joinAnonymously: (request, signal) =>
      failing(real.joinAnonymously(request, signal), (told) => (told.vendor?.code === code ? error : told)),
  }));

/** Broken in rooms, for members and for guests. */
export const brokenRooms: Breaks<MemoryMeetingWorld> = {
  'meeting/join-answers': meeting((real) => ({
    join: async (request, signal) => {
      await real.join(request, signal);
      return { meetingNum: '' };
    },
  })),
  'meeting/join-shows-room': meeting((real) => {
    // Shown only once somebody did something else than to look.
    let hidden = false;
    let joins = 0;
    return {
      join: async (request, signal) => {
        hidden = false;
        const answer = await real.join(request, signal);
        hidden = joins++ === 0 && !request.password;
        return answer;
      },
      leave: () => {
        hidden = false;
        return real.leave();
      },
      status: () => {
        const status = real.status();
        if (!hidden || status.phase !== 'loggedIn') return status;
        const { meetingNum: _, ...rest } = status;
        return rest;
      },
    };
  }),
  'meeting/join-not-logged-in': taken(-7, 'vendor'),
  'meeting/join-unknown-room': taken(3104, 'vendor'),
  'meeting/join-twice': [
    taken(-6, 'vendor'),
    meeting((real) => ({
      join: (request, signal) =>
        failing(real.join(request, signal), (error) => {
          if (error.kind === 'alreadyInMeeting') void real.leave();
          return error;
        }),
    })),
  ],
  'meeting/join-locked': taken(1019, 'vendor'),
  'meeting/join-wrong-password': taken(1020, 'vendor'),
  'meeting/join-password-hidden': meeting((real) => ({
    join: (request, signal) =>
      failing(real.join(request, signal), (error) =>
        error.vendor?.code === 1020
          ? new SessionError('badMeetingPassword', { message: `wrong: ${request.password?.open()}` })
          : error,
      ),
  })),
  'meeting/join-right-password': meeting((real) => ({
    join: ({ meetingNum, displayName }, signal) => real.join({ meetingNum, displayName }, signal),
  })),
  'meeting/leave-ends': [
    lagging('leave', (before) =>
      before.phase === 'loggedIn' && !before.anonymous && before.meetingNum ? before : undefined,
    ),
    meeting(
      (real) => ({
        leave: async () => {
          const status = real.status();
          const member = status.phase === 'loggedIn' && !status.anonymous && status.meetingNum !== undefined;
          return member ? real.logout() : real.leave();
        },
        // Who is logged out by leaving can't join again.
      }),
      'meeting/leave-idempotent',
      'meeting/leave-then-join',
      'meeting/no-echo-rooms',
    ),
  ],
  'meeting/leave-idempotent': meeting(
    (real) => ({
      leave: async () => {
        const status = real.status();
        if (status.phase === 'loggedIn' && status.meetingNum === undefined) throw new SessionError('notInMeeting');
        return real.leave();
      },
    }),
    'meeting/leave-during-join',
  ),
  'meeting/leave-before-initialize': meeting((real) => ({
    leave: async () => {
      if (real.status().phase === 'uninitialized') throw new SessionError('notInitialized');
      return real.leave();
    },
  })),
  'meeting/leave-then-join': meeting((real) => {
    let left = false;
    return {
      leave: async () => {
        const status = real.status();
        await real.leave();
        left ||= status.phase === 'loggedIn' && status.meetingNum !== undefined;
      },
      join: async (request, signal) => {
        if (left) throw new SessionError('alreadyInMeeting');
        return real.join(request, signal);
      },
    };
  }, 'meeting/no-echo-rooms'),

  'meeting/guest-answers': [
    meeting((real) => ({
      joinAnonymously: async (request, signal) => ({
        ...(await real.joinAnonymously(request, signal)),
        meetingNum: '',
      }),
    })),
    meeting(
      (real) => ({
        joinAnonymously: async (request, signal) => {
          const { accid, meetingNum } = await real.joinAnonymously(request, signal);
          return { accid: accid.slice(0, 0), meetingNum };
        },
      }),
      'meeting/guest-online',
    ),
  ],
  'meeting/guest-shows': meeting((real) => ({
    status: () => {
      const status = real.status();
      return status.phase === 'loggedIn' ? { ...status, anonymous: false } : status;
    },
  })),
  'meeting/guest-online': meeting((real, { cloud }) => ({
    joinAnonymously: async (request, signal) => {
      const answer = await real.joinAnonymously(request, signal);
      cloud.server.app().lines.delete(answer.accid);
      return answer;
    },
  })),
  'meeting/guest-leaves': lagging('leave', (before) =>
    before.phase === 'loggedIn' && before.anonymous ? before : undefined,
  ),
  'meeting/guest-logout': lagging('logout', (before) =>
    before.phase === 'loggedIn' && before.anonymous ? before : undefined,
  ),
  'meeting/guest-unknown-room': guestTaken(3104, new SessionError('vendor')),
  'meeting/guest-under-reuse': [
    guestTaken(112001, new SessionError('unsupported')),
    guestTaken(112001, new SessionError('anonymousUnderReuse', { code: 100004 })),
  ],
  'meeting/guest-as-member': guestTaken(-102, new SessionError('vendor')),
};
