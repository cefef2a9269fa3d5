import { Command } from 'commander';
import type { Io } from '../io.ts';
import type { ReplayOptions } from '../replay/replay.ts';

/** `partyline replay run.trace.json`: plays a saved run again, and fails if the session now behaves differently. */
export function replayCommand(io: Io): Command {
  return new Command('replay')
    .description('play a run that was saved in the playground again; fails if the session now behaves differently')
    .argument('<file>', 'a trace, as the playground exports it; - reads it from standard input')
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      `
Examples:
  partyline replay partyline-2026-11-23.trace.json
  partyline replay run.trace.json --json | jq -c 'select(.type == "difference")'

Compared are port calls, snapshots, events and the ends of commands, with their times; never the inner states.

Exit codes: 0 it behaves as recorded, 1 it does not, 2 the file is no trace that can be played, 130 Ctrl-C`,
    )
    .action(async (file: string, options: ReplayOptions) => {
      const { replayFile } = await import('../replay/replay.ts');
      await replayFile(io, file, options);
    });
}
