import { Command } from 'commander';
import type { Io } from '../io.ts';
import { schemaText } from '../scenario/schema-text.ts';

/** `partyline schema`: the JSON schema that `run` checks scenarios against. */
export function schemaCommand(io: Io): Command {
  return new Command('schema')
    .description('print the JSON schema of a scenario')
    .addHelpText(
      'after',
      `
Examples:
  partyline schema > scenario.schema.json
  # and in the first line of your scenario, for completion in editors with a YAML language server:
  # yaml-language-server: $schema=scenario.schema.json

Exit codes: 0 printed, 2 wrong usage`,
    )
    .action(() => io.out(schemaText()));
}
