import { initialContext } from './context.ts';
import * as facts from './facts.ts';
import { failed } from './states/failed.ts';
import { imLoggedIn } from './states/imLoggedIn.ts';
import { imReady } from './states/imReady.ts';
import { meetingLoggedIn } from './states/meetingLoggedIn.ts';
import { uninitialized } from './states/uninitialized.ts';
import { vocabulary } from './vocabulary.ts';

/**
 * The statechart of a session: five states, and in each the steps that can be in flight there. A command sets a goal;
 * every idle state goes to the step that the plan names next. The actor slots are empty here: `createSession` fills
 * them from the ports, an XState user with `provide({ actors })`.
 */
export const sessionMachine = vocabulary.createMachine({
  id: 'session',
  description: 'One IM login, shared by an app and the meeting kit that it embeds.',
  context: ({ input }) => initialContext(input),
  invoke: [
    { id: 'watchIm', src: 'watchIm' },
    { id: 'watchMeeting', src: 'watchMeeting' },
  ],
  initial: 'uninitialized',
  on: {
    command: [
      {
        guard: { type: 'isRefused', params: ({ event }) => event },
        actions: [
          { type: 'announceRefused', params: ({ event }) => event },
          { type: 'tellRefused', params: ({ event }) => event },
        ],
        description: 'Refused before anything is asked of a port.',
      },
      {
        guard: { type: 'joins', params: ({ event }) => event },
        actions: { type: 'join', params: ({ event }) => event },
        description: 'The same command is in flight: both calls share it.',
      },
      {
        guard: { type: 'cutsIn', params: ({ event }) => event },
        actions: ['tellSuperseded', { type: 'accept', params: ({ event }) => event }],
        description: 'A teardown takes over from what waits, or from a shallower one.',
      },
      {
        actions: { type: 'accept', params: ({ event }) => event },
        description: 'Accepted. It begins as soon as nothing is left to undo.',
      },
    ],
    abandon: [
      { guard: { type: 'isNotWaiting', params: ({ event }) => event }, description: 'Too late: it is settled.' },
      {
        guard: 'goesOnWithout',
        actions: [
          { type: 'tellCaller', params: ({ event }) => event },
          { type: 'excuse', params: ({ event }) => event },
        ],
        description: 'Others still wait, or it is a teardown, which always runs to its end.',
      },
      {
        actions: [{ type: 'tellCaller', params: ({ event }) => event }, 'drop'],
        description: 'Nobody waits any more, and nothing was begun.',
      },
    ],
    'im.lineDown': {
      guard: 'hasIm',
      actions: [
        { type: 'learn', params: ({ context }) => facts.lineIs(context, 'reconnecting') },
        { type: 'announce', params: { type: 'lineDown' } },
      ],
      description: 'The state stays; commands that need the line wait for it.',
    },
    'im.lineUp': {
      guard: 'hasIm',
      actions: [
        { type: 'learn', params: ({ context }) => facts.lineIs(context, 'online') },
        { type: 'announce', params: { type: 'lineUp' } },
      ],
      description: 'The connection healed.',
    },
  },
  states: { uninitialized, imReady, imLoggedIn, meetingLoggedIn, failed },
});

export type SessionMachine = typeof sessionMachine;
