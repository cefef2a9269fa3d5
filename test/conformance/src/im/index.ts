import { type Report, type SuiteOptions, suite } from '../kit/suite.ts';
import { abortSentences } from './abort.ts';
import { type ImCapability, imCapabilities } from './capabilities.ts';
import { closeSentences } from './close.ts';
import { eventSentences } from './events.ts';
import { hostSentences } from './host.ts';
import { loginSentences } from './login.ts';
import { logoutSentences } from './logout.ts';
import { outsideSentences } from './outside.ts';
import { providerSentences } from './provider.ts';
import { refusedSentences } from './refused.ts';
import { type ImSentence, ImTrial } from './trial.ts';
import { upSentences } from './up.ts';
import { type ImWorld, imShape } from './world.ts';

/** Every sentence of the `ImPort` contract. */
export const imSentences: readonly ImSentence[] = [
  ...upSentences,
  ...loginSentences,
  ...refusedSentences,
  ...providerSentences,
  ...abortSentences,
  ...logoutSentences,
  ...eventSentences,
  ...outsideSentences,
  ...hostSentences,
  ...closeSentences,
];

/** Registers a test for every sentence of the `ImPort` contract. Answers what is checked and what is skipped. */
export function imConformance(options: SuiteOptions<ImWorld, ImCapability>): Report<ImCapability> {
  return suite(
    {
      sentences: imSentences,
      capabilities: imCapabilities,
      shape: imShape,
      different: [
        ['accounts.alice.accid', 'accounts.bob.accid'],
        // An id may show in an error, a token may not.
        ['accounts.alice.accid', 'accounts.alice.token'],
      ],
      trial: (world, patience, can) => new ImTrial(world, patience, can),
    },
    options,
  );
}
