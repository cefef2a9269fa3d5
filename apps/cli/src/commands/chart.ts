import { Command, Option } from 'commander';
import { readChart } from '../chart/chart.ts';
import { machineJson } from '../chart/machine-json.ts';
import { mermaid } from '../chart/mermaid.ts';
import type { Io } from '../io.ts';

/** `partyline chart`: the statechart that every session runs, for people and for tools. */
export function chartCommand(io: Io): Command {
  return new Command('chart')
    .description('print the statechart, read off the machine that every session runs')
    .addOption(
      new Option('--format <format>', 'a Mermaid diagram, or an XState configuration in JSON')
        .choices(['mermaid', 'xstate'])
        .default('mermaid'),
    )
    .addHelpText(
      'after',
      `
Examples:
  partyline chart > session.mmd                     for mermaid.live, GitHub, your docs
  partyline chart --format xstate > session.json    for Stately Studio, or createMachine()

Exit codes: 0 printed, 2 wrong usage`,
    )
    .action(({ format }: { format: 'mermaid' | 'xstate' }) => {
      io.out(format === 'xstate' ? machineJson() : mermaid(readChart()));
    });
}
