import { initialContext } from './context.ts';
import { say } from './say.ts';
import { failed } from './states/failed.ts';
import { imLoggedIn } from './states/imLoggedIn.ts';
import { imReady } from './states/imReady.ts';
import { meetingLoggedIn } from './states/meetingLoggedIn.ts';
import { uninitialized } from './states/uninitialized.ts';
import { vocabulary } from './vocabulary.ts';

/**
 * The statechart of a session: five states, and in each the steps that can be in flight there. A command sets a goal;
 * every idle state goes to the step that the plan names next. The actors ask the ports of the session that they run in,
 * and outside one never answer; an XState user brings others with `provide({ actors })`.
 */
export const sessionMachine = vocabulary.createMachine({
  id: 'session',
  description: say`One IM login, shared by an app and the meeting kit that it embeds.`,
  context: ({ input }) => initialContext(input),
  invoke: { id: 'watch', src: 'watch' },
  initial: 'uninitialized',
  on: {
    command: [
      {
        guard: 'isRefused',
        actions: ['tellRefused', 'tellCaller'],
        description: say`Refused before anything is asked of a port.`,
      },
      { guard: 'joins', actions: 'join', description: say`The same command is in flight: both calls share it.` },
      {
        guard: 'cutsIn',
        actions: ['tellSuperseded', 'accept'],
        description: say`A teardown takes over from what waits, or from a shallower one.`,
      },
      { actions: 'accept', description: say`Accepted. It begins as soon as nothing is left to undo.` },
    ],
    abandon: {
      actions: ['tellCaller', 'leave'],
      description: say`A caller stops waiting; a teardown, and what others still wait for, goes on.`,
    },
  },
  states: { uninitialized, imReady, imLoggedIn, meetingLoggedIn, failed },
});

/** The type of the machine, for XState’s own: `SnapshotFrom`, `EventFrom`, `ActorRefFrom`. */
export type SessionMachine = typeof sessionMachine;
