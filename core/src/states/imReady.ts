import * as facts from '../facts.ts';
import { conflict } from '../rules.ts';
import { imUnproved, roomUnproved } from '../verify.ts';
import { vocabulary } from '../vocabulary.ts';
import { disbelieve, ends, fail, go, interruptible, over, overToFailed, strike } from './edges.ts';
import { endings } from './endings.ts';
import { loggingInMeeting } from './logins.ts';
import { imTakenEarly, meetingTakenEarly, roomTakenEarly } from './losses.ts';

/** Both are set up, nobody is logged in: what comes next depends on the policy. */
export const imReady = vocabulary.createStateConfig({
  id: 'imReady',
  description: 'IM SDK and meeting kit are set up; no IM account is logged in.',
  initial: 'idle',
  on: {
    'im.loggedIn': [
      {
        guard: { type: 'isAskedFor', params: ({ event }) => event.accid },
        description: 'Our own login, or the kit’s: its answer decides.',
      },
      {
        target: '#imLoggedIn',
        actions: [
          ...strike<{ accid: string }>(({ context, event }) => conflict(context, event.accid)),
          { type: 'learn', params: ({ context, event }) => facts.hostLoggedIn(context, event.accid) },
        ],
        description: 'The host logged the IM in: adopted.',
      },
    ],
    ...imTakenEarly,
    ...meetingTakenEarly,
    ...roomTakenEarly,
  },
  states: {
    idle: {
      description: 'Nothing is in flight.',
      always: [
        overToFailed,
        over('imLoggedIn'),
        go('settling'),
        ...ends,
        go('loggingInIm'),
        go('loggingInMeeting'),
        go('joiningAnonymously'),
        go('leaving'),
        go('loggingOutMeeting'),
        go('loggingOutIm'),
      ],
    },
    loggingInIm: {
      description: 'The session logs the IM account in.',
      entry: { type: 'ask', params: 'loggingInIm' },
      exit: 'leaveOpen',
      on: interruptible,
      invoke: {
        src: 'loginIm',
        input: ({ context }) => context.goal?.im,
        onDone: [
          {
            guard: { type: 'isProved', params: ({ context, event }) => imUnproved(context, event.output) },
            target: '#imLoggedIn',
            actions: { type: 'learn', params: ({ context, event }) => facts.imIn(context, event.output.reading) },
            description: 'The port says so, and its status() names the account.',
          },
          {
            target: 'idle',
            actions: [...disbelieve<void>(({ context, event }) => imUnproved(context, event.output))],
            description: 'The port says so, but its status() names nobody, or somebody else.',
          },
        ],
        onError: { target: 'idle', actions: [...fail], description: 'A login that fails cleanly changes nothing.' },
      },
    },
    loggingInMeeting,
    joiningAnonymously: {
      description: 'A guest enters a room; the kit logs an IM account of its own in.',
      entry: { type: 'ask', params: 'joiningAnonymously' },
      exit: 'leaveOpen',
      on: interruptible,
      invoke: {
        src: 'joinAnonymously',
        input: ({ context }) => context.goal?.room,
        onDone: [
          {
            guard: { type: 'isProved', params: ({ event }) => roomUnproved(event.output, true) },
            target: '#meetingLoggedIn',
            actions: [
              'tellVerdict',
              { type: 'learn', params: ({ context, event }) => facts.guestIn(context.goal, event.output.value) },
              'finish',
            ],
          },
          {
            target: 'idle',
            actions: [...disbelieve<{ meetingNum: string }>(({ event }) => roomUnproved(event.output, true))],
          },
        ],
        onError: { target: 'idle', actions: [...fail] },
      },
    },
    ...endings,
  },
});
