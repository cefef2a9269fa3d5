import type { Step } from '../context.ts';
import { modeOf } from '../rules.ts';
import { say } from '../say.ts';
import { vocabulary } from '../vocabulary.ts';
import { achieves, interruptible, learn } from './edges.ts';

const { createStateConfig } = vocabulary;

const ask = <S extends Step>(params: S) => ({ type: 'ask', params }) as const;

const done = <S extends Step>(step: S, description: string) =>
  ({ target: 'idle', actions: learn(step), description }) as const;

const setUpFailed = {
  target: '#failed',
  actions: ['tellFailure', 'breakDown'],
  description: say`A set-up that fails is the one failed command that leads to failed.`,
} as const;

/** A step that ends something has a deadline, cannot be interrupted, and either way the rest still happens. */
const ended = <S extends Step>(step: S) =>
  ({
    onDone: done(step, say`Done.`),
    onError: {
      target: 'idle',
      actions: [{ type: 'tellStepFailed', params: step }, learn(step)],
      description: say`Failed or overdue: reported, and the rest still happens.`,
    },
  }) as const;

const closed = <S extends Step>(step: S) => {
  const { onDone, onError } = ended(step);
  return { onDone, onError: [{ ...onError, guard: 'isDisposed' }, setUpFailed] } as const;
};

/** An abandoned call is still out: nothing else is asked of the ports before it is answered or overdue. */
export const settling = createStateConfig({
  description: say`An abandoned call is still out: its answer, or the step deadline, comes first.`,
  invoke: {
    src: 'settle',
    onDone: done('settling', say`Answered: both ports say what is true now.`),
    onError: {
      target: '#failed',
      actions: 'giveUp',
      description: say`Never answered: nothing of the set-up can be relied on.`,
    },
  },
});

/** The steps that bring the ports up and take them down, for the first time or in `recover()`. */
export const setUps = {
  initializingIm: createStateConfig({
    description: say`The IM SDK is set up first; one that the host has set up already is adopted.`,
    entry: ask('initializingIm'),
    on: interruptible,
    invoke: {
      src: 'initializeIm',
      input: ({ context }) => context,
      onDone: done('initializingIm', say`The IM SDK is up.`),
      onError: setUpFailed,
    },
  }),
  initializingMeeting: createStateConfig({
    description: say`The meeting kit is set up, and told whether it shares the IM.`,
    entry: ask('initializingMeeting'),
    on: interruptible,
    invoke: {
      src: 'initializeMeeting',
      input: ({ context }) => context,
      onDone: done(
        'initializingMeeting',
        say`Both ports are up; the state is read from what they say, and a host’s login is adopted.`,
      ),
      onError: setUpFailed,
    },
  }),
  closingMeeting: createStateConfig({
    description: say`The meeting kit is closed: after a loss it answers nothing until it is set up anew.`,
    invoke: { src: 'closeMeeting', ...closed('closingMeeting') },
  }),
  closingIm: createStateConfig({
    description: say`The IM SDK is closed; a host that is logged in stays so.`,
    invoke: { src: 'closeIm', ...closed('closingIm') },
  }),
};

/** While the IM logs out, its going is no news: the answer tells. */
const echo = { actions: 'noteGone', description: say`That is what the logout is for; its answer tells.` } as const;

/** The steps that end logins. */
export const endings = {
  settling,
  leaving: createStateConfig({
    description: say`The meeting kit leaves the room.`,
    entry: 'open',
    invoke: { src: 'leaveMeeting', ...ended('leaving') },
  }),
  loggingOutMeeting: createStateConfig({
    description: say`The meeting kit logs out; under reuse it leaves the IM alone.`,
    entry: 'open',
    invoke: { src: 'logoutMeeting', ...ended('loggingOutMeeting') },
  }),
  loggingOutIm: createStateConfig({
    description: say`The IM SDK logs out: for a teardown, or to undo a login that landed after it was given up.`,
    entry: 'open',
    on: { 'im.loggedOut': echo, 'im.kicked': echo, 'im.credentialsRefused': echo },
    invoke: { src: 'logoutIm', ...ended('loggingOutIm') },
  }),
};

/** The meeting login, in either mode. */
export const loggingInMeeting = createStateConfig({
  description: say`The kit logs in: on the IM login that is there (reused), or on one that it makes itself (owned).`,
  entry: ask('loggingInMeeting'),
  on: interruptible,
  invoke: {
    src: 'loginMeeting',
    input: ({ context }) => ({ account: context.goal?.meeting, mode: modeOf(context) }),
    ...achieves(
      'loggingInMeeting',
      '#meetingLoggedIn',
      say`Logged in; under reuse, on the IM account that it is bound to.`,
    ),
  },
});

/** A command that needs the connection waits for it. */
export const waitingForLine = createStateConfig({
  description: say`The connection is healing; the command waits for it.`,
  on: interruptible,
  always: { guard: 'isLineUp', target: 'idle', description: say`The connection healed.` },
});
