import { initialContext } from './context.ts';
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
  invoke: { id: 'watch', src: 'watch' },
  initial: 'uninitialized',
  on: {
    command: [
      {
        guard: 'isRefused',
        actions: ['announceRefused', 'tellRefused'],
        description: 'Refused before anything is asked of a port.',
      },
      { guard: 'joins', actions: 'join', description: 'The same command is in flight: both calls share it.' },
      {
        guard: 'cutsIn',
        actions: ['tellSuperseded', 'accept'],
        description: 'A teardown takes over from what waits, or from a shallower one.',
      },
      { actions: 'accept', description: 'Accepted. It begins as soon as nothing is left to undo.' },
    ],
    abandon: [
      { guard: 'isNotWaiting', description: 'Too late: it is settled.' },
      {
        guard: 'goesOnWithout',
        actions: ['tellCaller', 'excuse'],
        description: 'Others still wait, or it is a teardown, which always runs to its end.',
      },
      { actions: ['tellCaller', 'drop'], description: 'Nobody waits any more, and nothing was begun.' },
    ],
    'im.lineDown': {
      guard: 'hasIm',
      actions: ['announce', 'hear'],
      description: 'The state stays; commands that need the line wait for it.',
    },
    'im.lineUp': { guard: 'hasIm', actions: ['announce', 'hear'], description: 'The connection healed.' },
  },
  states: { uninitialized, imReady, imLoggedIn, meetingLoggedIn, failed },
});

export type SessionMachine = typeof sessionMachine;
