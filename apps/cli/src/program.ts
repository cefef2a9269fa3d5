import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { accountsCommand } from './commands/accounts.ts';
import { chartCommand } from './commands/chart.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { replayCommand } from './commands/replay.ts';
import { runCommand } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { ExitError, exit } from './exit.ts';
import type { Io } from './io.ts';
import { mounts } from './mounts.ts';
import { paints } from './print/paint.ts';

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version: own }: { version: string } = JSON.parse(text);
  return own;
}

/** A command as it is typed: `partyline accounts create`. */
const nameOf = (command: Command): string =>
  command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

async function program(io: Io, argv: readonly string[]): Promise<Command> {
  const root = new Command('partyline')
    .description('One IM login, one meeting, no fights: try the session that an IM SDK and a meeting kit share.')
    .version(version(), '-V, --version', 'print the version')
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `
Examples:
  partyline demo                     the story, told on the fakes
  partyline run scenario.yaml        a story of your own
  partyline replay run.trace.json    what somebody saw in the playground
  partyline explain 100005           what an error means and what to do
  partyline chart                    the statechart as Mermaid
  partyline doctor --im alice --meeting alice --server emulator
                                     what is wrong with a pair of accounts

Exit codes: 0 it worked, 1 the thing itself failed, 2 wrong usage, 130 Ctrl-C, 143 terminated
Colours: on a terminal, or anywhere with FORCE_COLOR=1; never with NO_COLOR set.`,
    );
  // In a clone nothing puts it on the PATH, and every example would be a command that is not found.
  if (io.env.npm_lifecycle_event === 'partyline') {
    root.addHelpText('afterAll', '\nIn this repository "partyline" is short for: npm run -s partyline --');
  }
  const own = [
    demoCommand(io),
    runCommand(io),
    replayCommand(io),
    explainCommand(io),
    chartCommand(io),
    schemaCommand(io),
    accountsCommand(io),
    doctorCommand(io),
  ];
  // Nobody who wants a command of our own waits for the others to be loaded.
  const others = own.some((command) => command.name() === argv[0]) ? [] : await mounts();
  for (const command of [...own, ...others]) root.addCommand(command);
  for (const command of [root, ...root.commands, ...root.commands.flatMap(({ commands }) => commands)]) {
    command.exitOverride().configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHelpWidth: () => io.columns,
      getErrHelpWidth: () => io.columns,
      getOutHasColors: () => io.color,
      getErrHasColors: () => io.color,
    });
    command.showHelpAfterError(`See ${nameOf(command)} --help`);
  }
  return root;
}

/** Runs the command line and answers the exit code. Never rejects: what goes wrong is told on standard error. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const root = await program(io, argv);
    await root.parseAsync([...argv], { from: 'user' });
    return exit.ok;
  } catch (error) {
    return codeOf(error, io);
  }
}

/** What commander threw it has told already; its own code for wrong usage is 1, ours is 2. */
function codeOf(error: unknown, io: Io): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exit.ok;
    return error.code.startsWith('commander.') ? exit.usage : error.exitCode;
  }
  // The reason of an interrupted command's signal is the exit code.
  if (error === exit.interrupted || error === exit.terminated) return error;
  const paint = paints(io);
  if (error instanceof ExitError) {
    for (const line of error.message.split('\n').filter(Boolean)) io.err(`${paint.red('error:')} ${line}\n`);
    return error.code;
  }
  io.err(`${paint.red('error:')} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exit.failed;
}
