import { modeOf } from '../rules.ts';
import { vocabulary } from '../vocabulary.ts';
import { fails, interruptible, isDisproved } from './edges.ts';

const { createStateConfig } = vocabulary;

/** The meeting login, in either mode. */
export const loggingInMeeting = createStateConfig({
  description: 'The kit logs in: on the IM login that is there (reused), or on one that it makes itself (owned).',
  entry: { type: 'ask', params: 'loggingInMeeting' },
  on: interruptible,
  invoke: {
    src: 'loginMeeting',
    input: ({ context }) => ({ account: context.goal?.meeting, mode: modeOf(context) }),
    onDone: [
      {
        guard: { type: 'isProved', params: 'loggingInMeeting' },
        target: '#meetingLoggedIn',
        actions: ['tellVerdict', { type: 'learn', params: 'loggingInMeeting' }],
        description: 'Logged in; under reuse, on the IM account that it is bound to.',
      },
      isDisproved('loggingInMeeting'),
    ],
    onError: fails,
  },
});

/** A command that needs the connection waits for it. */
export const waitingForLine = createStateConfig({
  description: 'The connection is healing; the command waits for it.',
  on: interruptible,
  always: { guard: 'isLineUp', target: 'idle', description: 'The connection healed.' },
});

/** What the kit reports while a meeting login is on its way. */
export const meetingTakenEarly = vocabulary.createStateConfig({
  on: {
    'meeting.signedOut': {
      guard: 'isMeetingComing',
      target: '.idle',
      actions: ['tellStruck', 'hear'],
      description: 'Lost before it was answered; what is left of it is undone.',
    },
    'meeting.credentialsExpired': {
      guard: 'isMeetingComing',
      target: '.idle',
      actions: ['tellStruck', 'hear'],
      description: 'Expired before it was answered; what is left of it is undone.',
    },
  },
}).on;

/** What the kit reports while a join is on its way. */
export const roomTakenEarly = {
  guard: 'isRoomComing',
  target: '.idle',
  actions: ['tellStruck', 'hear'],
  description: 'The room closed before the join was answered.',
} as const;
