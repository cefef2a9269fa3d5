import { Command, Option } from 'commander';
import type { ChartOptions } from '../chart/print.ts';
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
    .addOption(new Option('--overview', 'the five states without their sub-states (Mermaid)').conflicts('format'))
    .addHelpText(
      'after',
      `
Examples:
  partyline chart > session.mmd                     every state, for a viewer that zooms, as mermaid.live does
  partyline chart --overview                        the five states, and what leads from one to another
  partyline chart --format xstate > session.json    for Stately Studio, or createMachine()

Exit codes: 0 printed, 2 wrong usage`,
    )
    .action(async (options: ChartOptions) => {
      const { chart } = await import('../chart/print.ts');
      io.out(chart(options));
    });
}
