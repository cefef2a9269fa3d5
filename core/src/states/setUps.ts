import { rejection } from '../call.ts';
import * as facts from '../facts.ts';
import type { Rejected } from '../messages.ts';
import { vocabulary } from '../vocabulary.ts';
import { interruptible } from './edges.ts';

const { createStateConfig } = vocabulary;

/** A set-up that fails is the one failed command that leads to `failed`. */
const setUpFailed = {
  target: '#failed',
  actions: [
    { type: 'tell', params: ({ event }: Rejected) => rejection(event.error).error },
    'drop',
    { type: 'learn', params: ({ context, event }: Rejected) => facts.setUpFailed(context, event.error) },
    'announceFailure',
  ],
  description: 'A set-up that fails is the one failed command that leads to failed.',
} as const;

/** The steps that bring the ports up and take them down, for the first time or in `recover()`. */
export const setUps = {
  initializingIm: createStateConfig({
    description: 'The IM SDK is set up first; one that the host has set up already is adopted.',
    entry: { type: 'ask', params: 'initializingIm' },
    exit: 'leaveOpen',
    on: interruptible,
    invoke: {
      src: 'initializeIm',
      input: ({ context }) => ({ appKey: context.appKey }),
      onDone: {
        target: 'idle',
        actions: { type: 'learn', params: ({ event }) => facts.sdkUp(event.output.value) },
      },
      onError: setUpFailed,
    },
  }),
  initializingMeeting: createStateConfig({
    description: 'The meeting kit is set up, and told whether it shares the IM.',
    entry: { type: 'ask', params: 'initializingMeeting' },
    exit: 'leaveOpen',
    on: interruptible,
    invoke: {
      src: 'initializeMeeting',
      input: ({ context }) => ({ appKey: context.appKey, reuse: context.reuse }),
      onDone: {
        target: 'idle',
        actions: { type: 'learn', params: ({ context, event }) => facts.setUp(context, event.output.reading) },
        description: 'Both ports are up; the state is read from what they say, and a host’s login is adopted.',
      },
      onError: setUpFailed,
    },
  }),
  closingMeeting: createStateConfig({
    description: 'The meeting kit is closed: after a loss it answers nothing until it is set up anew.',
    invoke: {
      src: 'closeMeeting',
      onDone: {
        target: 'idle',
        actions: [
          { type: 'learn', params: ({ context }) => facts.kitClosed(context) },
          { type: 'markTried', params: 'closingMeeting' },
        ],
      },
      onError: [
        {
          guard: 'isDisposed',
          target: 'idle',
          actions: [
            { type: 'announceStepFailed', params: ({ event }) => ({ step: 'closingMeeting', thrown: event.error }) },
            { type: 'markTried', params: 'closingMeeting' },
          ],
          description: 'dispose() goes on whatever happens.',
        },
        setUpFailed,
      ],
    },
  }),
  closingIm: createStateConfig({
    description: 'The IM SDK is closed; a host that is logged in stays so.',
    invoke: {
      src: 'closeIm',
      onDone: {
        target: 'idle',
        actions: [
          { type: 'learn', params: facts.sdkClosed },
          { type: 'markTried', params: 'closingIm' },
        ],
      },
      onError: [
        {
          guard: 'isDisposed',
          target: 'idle',
          actions: [
            { type: 'announceStepFailed', params: ({ event }) => ({ step: 'closingIm', thrown: event.error }) },
            { type: 'markTried', params: 'closingIm' },
          ],
          description: 'dispose() goes on whatever happens.',
        },
        setUpFailed,
      ],
    },
  }),
};
