import { vocabulary } from '../vocabulary.ts';
import { interruptible } from './edges.ts';

const { createStateConfig } = vocabulary;

const setUpFailed = {
  target: '#failed',
  actions: ['tellSetUpFailed', 'breakDown', 'announceFailure'],
  description: 'A set-up that fails is the one failed command that leads to failed.',
} as const;

/** How closing a port ends: a disposed session closes the other one all the same. */
const closed = <S extends 'closingMeeting' | 'closingIm'>(step: S) =>
  ({
    onDone: { target: 'idle', actions: { type: 'learn', params: step }, description: 'Closed.' },
    onError: [
      {
        guard: 'isDisposed',
        target: 'idle',
        actions: [
          { type: 'announceStepFailed', params: step },
          { type: 'giveUp', params: step },
        ],
        description: 'dispose() goes on whatever happens.',
      },
      setUpFailed,
    ],
  }) as const;

/** The steps that bring the ports up and take them down, for the first time or in `recover()`. */
export const setUps = {
  initializingIm: createStateConfig({
    description: 'The IM SDK is set up first; one that the host has set up already is adopted.',
    entry: { type: 'ask', params: 'initializingIm' },
    on: interruptible,
    invoke: {
      src: 'initializeIm',
      input: ({ context }) => ({ appKey: context.appKey }),
      onDone: {
        target: 'idle',
        actions: { type: 'learn', params: 'initializingIm' },
        description: 'The IM SDK is up.',
      },
      onError: setUpFailed,
    },
  }),
  initializingMeeting: createStateConfig({
    description: 'The meeting kit is set up, and told whether it shares the IM.',
    entry: { type: 'ask', params: 'initializingMeeting' },
    on: interruptible,
    invoke: {
      src: 'initializeMeeting',
      input: ({ context }) => ({ appKey: context.appKey, reuse: context.reuse }),
      onDone: {
        target: 'idle',
        actions: { type: 'learn', params: 'initializingMeeting' },
        description: 'Both ports are up; the state is read from what they say, and a host’s login is adopted.',
      },
      onError: setUpFailed,
    },
  }),
  closingMeeting: createStateConfig({
    description: 'The meeting kit is closed: after a loss it answers nothing until it is set up anew.',
    invoke: { src: 'closeMeeting', ...closed('closingMeeting') },
  }),
  closingIm: createStateConfig({
    description: 'The IM SDK is closed; a host that is logged in stays so.',
    invoke: { src: 'closeIm', ...closed('closingIm') },
  }),
};
