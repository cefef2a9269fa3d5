import { Command } from 'commander';
import type { Io } from '../io.ts';
import { langOption } from '../lang.ts';
import type { RunOptions } from '../scenario/run.ts';

/** `partyline run scenario.yaml`: plays a scenario on the fakes and compares what comes of it. */
export function runCommand(io: Io): Command {
  return new Command('run')
    .description('play a scenario of yours on the fakes and compare each step with what it expects')
    .argument('<file>', 'a scenario in YAML; - reads it from standard input')
    .option('--json', 'print one JSON object a line')
    .addOption(langOption(io))
    .addHelpText(
      'after',
      `
A scenario:
  reuse: required
  accounts:
    im:      [{ accid: alice, token: secret }]
    meeting: [{ userUuid: ann, token: secret, accid: alice }]
  steps:
    - initialize
    - loginMeeting: ann
      expect: { error: { kind: imNotLoggedIn, code: 100004 }, state: imReady }

Examples:
  partyline run scenario.yaml
  partyline run scenario.yaml --json | jq -c 'select(.type == "expectation" and (.met | not))'
  partyline schema > scenario.schema.json       for completion in your editor

Exit codes: 0 everything was as expected, 1 something was not, 2 the file is wrong, 130 Ctrl-C`,
    )
    .action(async (file: string, options: RunOptions) => {
      const { run } = await import('../scenario/run.ts');
      await run(io, file, options);
    });
}
