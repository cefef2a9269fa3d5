import { Command } from 'commander';
import type { DemoOptions } from '../demo/demo.ts';
import type { Io } from '../io.ts';
import { langOption } from '../lang.ts';

/** `partyline demo`: the story of two SDKs and one login, on the fakes. */
export function demoCommand(io: Io): Command {
  return new Command('demo')
    .description('tell the story of two SDKs and one login, live on the fakes')
    .addOption(langOption(io))
    .option('--fast', 'do not wait for a person to read')
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      `
Examples:
  partyline demo                            paced for a person to read, on a terminal
  partyline demo --lang zh --fast           in Chinese, at once
  partyline demo --json | jq -r 'select(.type == "state") | .path'

Exit codes: 0 told, 1 the session did not behave as the story says, 130 Ctrl-C`,
    )
    .action(async (options: DemoOptions) => {
      const { demo } = await import('../demo/demo.ts');
      await demo(io, options);
    });
}
