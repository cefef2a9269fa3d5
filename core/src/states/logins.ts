import * as facts from '../facts.ts';
import { modeOf } from '../rules.ts';
import { meetingUnproved } from '../verify.ts';
import { vocabulary } from '../vocabulary.ts';
import { disbelieve, fail, interruptible } from './edges.ts';

const { createStateConfig } = vocabulary;

/** The meeting login, in either mode. */
export const loggingInMeeting = createStateConfig({
  description: 'The kit logs in: on the IM login that is there (reused), or on one that it makes itself (owned).',
  entry: { type: 'ask', params: 'loggingInMeeting' },
  exit: 'leaveOpen',
  on: interruptible,
  invoke: {
    src: 'loginMeeting',
    input: ({ context }) => ({ account: context.goal?.meeting, mode: modeOf(context) }),
    onDone: [
      {
        guard: { type: 'isProved', params: ({ context, event }) => meetingUnproved(context, event.output) },
        target: '#meetingLoggedIn',
        actions: { type: 'learn', params: ({ context, event }) => facts.memberIn(context, event.output.value.accid) },
        description: 'Under reuse: bound to the IM account that is logged in, and under the same app key.',
      },
      {
        target: 'idle',
        actions: [...disbelieve<{ accid: string }>(({ context, event }) => meetingUnproved(context, event.output))],
        description: 'The kit says so, but the accounts do not fit.',
      },
    ],
    onError: {
      target: 'idle',
      actions: [...fail],
      description: 'A chat window does not blink because a meeting login was refused.',
    },
  },
});

/** A command that needs the connection waits for it. */
export const waitingForLine = createStateConfig({
  description: 'The connection is healing; the command waits for it.',
  on: interruptible,
  always: { guard: 'isLineUp', target: 'idle' },
});
