import { Command, InvalidArgumentError, Option } from 'commander';
import type { Policy } from './cloud/index.ts';
import { type RunOptions, run, StartFailure } from './command/run.ts';

/** The port the emulator listens on when nobody names one. */
export const DEFAULT_PORT = 4870;

/** The command `emulator`, ready to be mounted in another program or to be run by itself. */
export function emulatorCommand(): Command {
  return new Command('emulator')
    .description("the vendor's cloud on this machine: the unmodified SDKs log in to it, offline and under faults")
    .addOption(
      new Option('--port <port>', 'the port to listen on; 0 takes a free one').argParser(port).default(DEFAULT_PORT),
    )
    .addOption(
      new Option('--host <address>', 'the address to bind; anything but 127.0.0.1 lets other machines in')
        .argParser(host)
        .default('127.0.0.1'),
    )
    .addOption(
      new Option(
        '--policy <policy>',
        'how many clients of one account may be online: onePerAccount, onePerPlatform or a number',
      )
        .argParser(policy)
        .default('onePerAccount'),
    )
    .option('--rate-limit', "limit the server API as the real service does: 100 calls a second, then 10 seconds' block")
    .option('--json', 'log one JSON object a line')
    .option('--import <file>', 'start with the accounts of a file written by --export-on-exit')
    .option('--export-on-exit <file>', 'write apps and accounts to a file when stopped')
    .addHelpText('after', ({ command }) => examples(nameOf(command)))
    .action(async (options: RunOptions, command: Command) => {
      try {
        await run(options);
        leave();
      } catch (error) {
        if (!(error instanceof StartFailure)) throw error;
        command.error(`error: ${error.message}`, { exitCode: error.exitCode, code: 'partyline.emulator' });
      }
    });
}

/** What somebody types who runs it as it was run now. */
function nameOf(command: Command): string {
  if (command.parent) return `${command.parent.name()} ${command.name()}`;
  return process.env.npm_lifecycle_event === 'emulator' ? 'npm run -s emulator --' : command.name();
}

const examples = (name: string): string => `
Examples:
  ${name} --port 0 --json      a free port, which the first line tells a program
  ${name} --policy onePerPlatform --rate-limit
  ${name} --import accounts.json --export-on-exit accounts.json

Exit codes: 0 stopped, 1 it could not start or not export, 2 wrong usage or a wrong file`;

/**
 * Ends the process by hand. Left to itself, Node takes its signal handlers down a moment before the end, and the second
 * half of a doubled Ctrl-C (the terminal's and npm's) in that moment would turn a clean exit into a kill.
 */
function leave(): void {
  process.stdout.write('', () => process.exit());
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return number;
}

function host(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is an address of this machine, for example 127.0.0.1.');
  return text;
}

function policy(text: string): Policy {
  if (text === 'onePerAccount' || text === 'onePerPlatform') return text;
  const max = Number(text);
  if (!/^\d+$/.test(text) || max < 1) {
    throw new InvalidArgumentError('It is onePerAccount, onePerPlatform, or the largest number of clients.');
  }
  return { max };
}
