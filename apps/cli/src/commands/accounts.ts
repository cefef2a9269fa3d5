import { Command } from 'commander';
import type { Verb, VerbOptions } from '../accounts/perform.ts';
import type { Io } from '../io.ts';
import { serverHelp, withServerOptions } from '../server/options.ts';

const exitCodes = 'Exit codes: 0 done, 1 the server refused or was not reached, 2 wrong usage, 130 Ctrl-C';

/** `partyline accounts …`: IM accounts and the meeting accounts bound to them, on the real service or the emulator. */
export function accountsCommand(io: Io): Command {
  const verb = (
    name: Verb,
    id: readonly [name: string, description: string],
    description: string,
    ...examples: readonly string[]
  ) =>
    withServerOptions(new Command(name).description(description).argument(...id), io)
      .addHelpText(
        'after',
        `\nExamples:\n${examples.map((line) => `  ${line}\n`).join('')}${serverHelp}\n\n${exitCodes}`,
      )
      .action(async (given: string, options: VerbOptions) => {
        const { perform } = await import('../accounts/perform.ts');
        await perform(io, name, given, options);
      });

  const withToken = (command: Command) =>
    command
      .option('--token-file <file>', 'the file that holds the IM token; - reads it from standard input')
      .option('--token <token>', 'the token itself; stays in your shell’s history');

  const verbs = [
    withToken(
      verb(
        'create',
        ['<accid>', 'the id of the IM account; the server keeps it in lower case'],
        'create an IM account, with a token of yours or a random one',
        'partyline accounts create alice --server emulator',
        'partyline accounts create alice --token-file alice.token --app-key 4711 --secret-file secret',
        "partyline accounts create alice --json | jq -r .token       the new account's token",
      ),
    ),
    withToken(
      verb(
        'bind',
        ['<accid>', 'the IM account, which gives the meeting account its userUuid'],
        'create the meeting account of an IM account, bound to it',
        'partyline accounts bind alice --token-file alice.token --server emulator',
        'PARTYLINE_IM_TOKEN=… partyline accounts bind alice --generation neroom',
      ),
    ),
    verb(
      'show',
      ['<id>', 'an accid or a userUuid'],
      'show what exists under an id, and what is bound to what',
      'partyline accounts show alice --json',
    ),
    verb(
      'token',
      ['<id>', 'an accid, or with --meeting a userUuid'],
      'make a new token, e.g. because the old one is lost or got out',
      'partyline accounts token alice              of the IM account',
      'partyline accounts token alice --meeting    of the meeting account',
    ).option('--meeting', 'of the meeting account'),
    verb('kick', ['<accid>', 'the IM account'], 'end every login of an IM account', 'partyline accounts kick alice'),
    verb(
      'disable',
      ['<accid>', 'the IM account'],
      'refuse every further login of an IM account',
      'partyline accounts disable alice',
    ),
    verb(
      'enable',
      ['<accid>', 'the IM account'],
      'let a disabled IM account log in again',
      'partyline accounts enable alice',
    ),
  ];

  const accounts = new Command('accounts')
    .description('create and manage IM accounts and the meeting accounts bound to them')
    .addHelpText(
      'after',
      `
Examples:
  partyline accounts create alice --server emulator
  PARTYLINE_IM_TOKEN=… partyline accounts bind alice --server emulator
  partyline accounts show alice --app-key 4711 --secret-file ~/.partyline-secret

Secrets come from PARTYLINE_APP_SECRET and PARTYLINE_IM_TOKEN, or from files.
${exitCodes}`,
    );
  for (const one of verbs) accounts.addCommand(one);
  return accounts;
}
