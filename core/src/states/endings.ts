import { vocabulary } from '../vocabulary.ts';

const { createStateConfig } = vocabulary;

/** An abandoned call is still out: nothing else is asked of the ports before it is answered or overdue. */
export const settling = createStateConfig({
  description: 'An abandoned call is still out: its answer, or the step deadline, comes first.',
  invoke: {
    src: 'settle',
    onDone: {
      target: 'idle',
      actions: { type: 'learn', params: 'settling' },
      description: 'Answered: both ports say what is true now.',
    },
    onError: {
      target: '#failed',
      actions: ['despair', 'announceFailure'],
      description: 'Never answered: nothing of the set-up can be relied on.',
    },
  },
});

/** How a step that ends something ends itself: either way the rest still happens. */
const ended = <S extends 'leaving' | 'loggingOutMeeting' | 'loggingOutIm'>(step: S) =>
  ({
    onDone: { target: 'idle', actions: { type: 'learn', params: step }, description: 'Done.' },
    onError: {
      target: 'idle',
      actions: [
        { type: 'announceStepFailed', params: step },
        { type: 'giveUp', params: step },
      ],
      description: 'Failed or overdue: reported, and the rest still happens.',
    },
  }) as const;

/** While the IM logs out, its going is no news: the answer tells. */
const echo = { description: 'That is what the logout is for; its answer tells.' } as const;

/** The steps that end things. Each has a deadline, and none can be interrupted. */
export const endings = {
  settling,
  leaving: createStateConfig({
    description: 'The meeting kit leaves the room.',
    entry: 'open',
    invoke: { src: 'leaveMeeting', ...ended('leaving') },
  }),
  loggingOutMeeting: createStateConfig({
    description: 'The meeting kit logs out; under reuse it leaves the IM alone.',
    entry: 'open',
    invoke: { src: 'logoutMeeting', ...ended('loggingOutMeeting') },
  }),
  loggingOutIm: createStateConfig({
    description: 'The IM SDK logs out: for a teardown, or to undo a login that landed after it was given up.',
    entry: 'open',
    on: { 'im.loggedOut': echo, 'im.kicked': echo, 'im.credentialsRefused': echo },
    invoke: { src: 'logoutIm', ...ended('loggingOutIm') },
  }),
};
