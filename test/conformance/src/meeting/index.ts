import { type Report, type SuiteOptions, suite } from '../kit/suite.ts';
import { abortSentences } from './abort.ts';
import { type MeetingCapability, meetingCapabilities } from './capabilities.ts';
import { closeSentences } from './close.ts';
import { eventSentences } from './events.ts';
import { guestSentences } from './guests.ts';
import { loginSentences } from './login.ts';
import { logoutSentences } from './logout.ts';
import { outsideSentences } from './outside.ts';
import { ownedSentences } from './owned.ts';
import { providerSentences } from './provider.ts';
import { refusedSentences } from './refused.ts';
import { reusedSentences } from './reused.ts';
import { roomSentences } from './rooms.ts';
import { type MeetingSentence, MeetingTrial } from './trial.ts';
import { upSentences } from './up.ts';
import { type MeetingWorld, meetingShape } from './world.ts';

/** Every sentence of the `MeetingPort` contract. */
export const meetingSentences: readonly MeetingSentence[] = [
  ...upSentences,
  ...loginSentences,
  ...reusedSentences,
  ...ownedSentences,
  ...refusedSentences,
  ...providerSentences,
  ...abortSentences,
  ...logoutSentences,
  ...roomSentences,
  ...guestSentences,
  ...eventSentences,
  ...outsideSentences,
  ...closeSentences,
];

/** Registers a test for every sentence of the `MeetingPort` contract. Answers what is checked and what is skipped. */
export function meetingConformance(options: SuiteOptions<MeetingWorld, MeetingCapability>): Report<MeetingCapability> {
  return suite(
    {
      sentences: meetingSentences,
      capabilities: meetingCapabilities,
      shape: meetingShape,
      different: [
        ['members.ann.userUuid', 'members.ben.userUuid'],
        ['members.ann.im.accid', 'members.ben.im.accid'],
        // An id may show in an error, a token may not.
        ['members.ann.userUuid', 'members.ann.token'],
      ],
      trial: (world, patience, can) => new MeetingTrial(world, patience, can),
    },
    options,
  );
}
