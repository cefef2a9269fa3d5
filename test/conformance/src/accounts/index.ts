import { type Report, type SuiteOptions, suite } from '../kit/suite.ts';
import { type AccountsCapability, accountsCapabilities } from './capabilities.ts';
import { errorSentences } from './errors.ts';
import { imAccountSentences } from './im-accounts.ts';
import { meetingAccountSentences } from './meeting-accounts.ts';
import { type AccountsSentence, AccountsTrial } from './trial.ts';
import { type AccountsWorld, accountsShape } from './world.ts';

/** Every sentence of the `AccountsPort` contract. */
export const accountsSentences: readonly AccountsSentence[] = [
  ...imAccountSentences,
  ...meetingAccountSentences,
  ...errorSentences,
];

/** Registers a test for every sentence of the `AccountsPort` contract. Answers what is checked and what is skipped. */
export function accountsConformance(
  options: SuiteOptions<AccountsWorld, AccountsCapability>,
): Report<AccountsCapability> {
  return suite(
    {
      sentences: accountsSentences,
      capabilities: accountsCapabilities,
      shape: accountsShape,
      different: [['free.alice', 'free.bob']],
      trial: (world, patience, can) => new AccountsTrial(world, patience, can),
    },
    options,
  );
}
