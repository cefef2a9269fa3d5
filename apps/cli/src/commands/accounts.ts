import type { YunxinApi } from '@partyline/adapters/yunxin-api';
import { Command } from 'commander';
import { kick, renew, setEnabled, show } from '../accounts/change.ts';
import { createIm, createMeeting } from '../accounts/create.ts';
import { print, type Report } from '../accounts/report.ts';
import { type AccountWords, accountWords } from '../accounts/words.ts';
import { usage } from '../exit.ts';
import type { Io } from '../io.ts';
import { ask } from '../server/ask.ts';
import { type ServerOptions, serverHelp, withServerOptions } from '../server/options.ts';
import { readSecret } from '../server/secrets.ts';

interface TokenOptions extends ServerOptions {
  readonly tokenFile?: string;
  readonly token?: string;
}

type Verb = (api: YunxinApi, words: AccountWords, signal: AbortSignal) => Promise<Report>;

/** `partyline accounts …`: IM accounts and the meeting accounts bound to them, on the real service or the emulator. */
export function accountsCommand(io: Io): Command {
  const perform = (options: ServerOptions, verb: Verb) =>
    ask(io, options, async (api, signal) => print(io, options, await verb(api, accountWords[options.lang], signal)));

  const imToken = ({ token, tokenFile }: TokenOptions) =>
    readSecret(io, {
      name: 'IM token',
      argument: { option: '--token', value: token },
      file: { option: '--token-file', path: tokenFile },
      variable: 'PARTYLINE_IM_TOKEN',
    });

  const verb = (name: string, description: string, ...examples: readonly string[]) =>
    withServerOptions(new Command(name).description(description), io).addHelpText(
      'after',
      `\nExamples:\n${examples.map((line) => `  ${line}\n`).join('')}${serverHelp}

Exit codes: 0 done, 1 the server refused or was not reached, 2 wrong usage, 130 Ctrl-C`,
    );

  const withToken = (command: Command) =>
    command
      .option('--token-file <file>', 'the file that holds the IM token; - reads it from standard input')
      .option('--token <token>', 'the token itself; stays in your shell’s history');

  return new Command('accounts')
    .description('create and manage IM accounts and the meeting accounts bound to them')
    .addHelpText(
      'after',
      `
Examples:
  partyline accounts create alice --server emulator
  PARTYLINE_IM_TOKEN=… partyline accounts bind alice --server emulator
  partyline accounts show alice --app-key 4711 --secret-file ~/.partyline-secret

Secrets come from PARTYLINE_APP_SECRET and PARTYLINE_IM_TOKEN, or from files.
Exit codes: 0 done, 1 the server refused or was not reached, 2 wrong usage, 130 Ctrl-C`,
    )
    .addCommand(
      withToken(
        verb(
          'create',
          'create an IM account, with a token of yours or a random one',
          'partyline accounts create alice --server emulator',
          'partyline accounts create alice --token-file alice.token --app-key 4711 --secret-file secret',
          "partyline accounts create alice --json | jq -r .token       the new account's token",
        ),
      )
        .argument('<accid>', 'the id of the IM account; the server keeps it in lower case')
        .action(async (accid: string, options: TokenOptions) => {
          const token = await imToken(options);
          await perform(options, (api, words, signal) => createIm(api, accid, token, words, signal));
        }),
    )
    .addCommand(
      withToken(
        verb(
          'bind',
          'create the meeting account of an IM account, bound to it',
          'PARTYLINE_IM_TOKEN=… partyline accounts bind alice --server emulator',
          'partyline accounts bind alice --token-file alice.token --generation neroom',
        ),
      )
        .argument('<accid>', 'the IM account, which gives the meeting account its userUuid')
        .action(async (accid: string, options: TokenOptions) => {
          const token = await imToken(options);
          if (!token) {
            throw usage(`the IM token of "${accid}" is needed: set PARTYLINE_IM_TOKEN, or give --token-file`);
          }
          await perform(options, (api, words, signal) => createMeeting(api, accid, token, words, signal));
        }),
    )
    .addCommand(
      verb('show', 'show what exists under an id, and what is bound to what', 'partyline accounts show alice --json')
        .argument('<id>', 'an accid or a userUuid')
        .action((id: string, options: ServerOptions) =>
          perform(options, (api, words, signal) => show(api, id, words, signal)),
        ),
    )
    .addCommand(
      verb(
        'token',
        'make a new token, e.g. because the old one is lost or got out',
        'partyline accounts token alice              of the IM account',
        'partyline accounts token alice --meeting    of the meeting account',
      )
        .argument('<id>', 'an accid, or with --meeting a userUuid')
        .option('--meeting', 'of the meeting account')
        .action((id: string, options: ServerOptions & { readonly meeting?: true }) =>
          perform(options, (api, words, signal) => renew(api, id, options.meeting === true, words, signal)),
        ),
    )
    .addCommand(
      verb('kick', 'end every login of an IM account', 'partyline accounts kick alice')
        .argument('<accid>', 'the IM account')
        .action((accid: string, options: ServerOptions) =>
          perform(options, (api, words, signal) => kick(api, accid, words, signal)),
        ),
    )
    .addCommand(
      verb('disable', 'refuse every further login of an IM account', 'partyline accounts disable alice')
        .argument('<accid>', 'the IM account')
        .action((accid: string, options: ServerOptions) =>
          perform(options, (api, words, signal) => setEnabled(api, accid, false, words, signal)),
        ),
    )
    .addCommand(
      verb('enable', 'let a disabled IM account log in again', 'partyline accounts enable alice')
        .argument('<accid>', 'the IM account')
        .action((accid: string, options: ServerOptions) =>
          perform(options, (api, words, signal) => setEnabled(api, accid, true, words, signal)),
        ),
    );
}
