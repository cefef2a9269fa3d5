import type { Generation } from '@partyline/adapters/yunxin-api';
import type { Language } from '@partyline/core/explain';
import { type Command, Option } from 'commander';
import type { Io } from '../io.ts';
import { langOption } from '../lang.ts';

/** What every command that asks a server is given. */
export interface ServerOptions {
  readonly server?: string;
  readonly appKey?: string;
  readonly secretFile?: string;
  readonly appSecret?: string;
  readonly generation: Generation;
  readonly lang: Language;
  readonly json?: true;
}

/** Adds the options that name the server and the app. */
export function withServerOptions(command: Command, io: Io): Command {
  return command
    .option('--server <url>', 'a URL, "emulator" for the one on this machine, or "yunxin" for the real service')
    .option('--app-key <key>', 'the app, as the vendor’s console names it')
    .option('--secret-file <file>', 'the file that holds the app’s secret; - reads it from standard input')
    .addOption(new Option('--app-secret <secret>', 'the secret itself; stays in your shell’s history'))
    .addOption(
      new Option('--generation <generation>', 'of the vendor’s calls for meeting accounts')
        .choices(['current', 'neroom', '2020'])
        .default('current'),
    )
    .addOption(langOption(io))
    .option('--json', 'print one JSON object a line');
}

/** The part of a command's help that is the same for all of them. */
export const serverHelp = `
Without options: PARTYLINE_SERVER (else the real service), PARTYLINE_APP_KEY, PARTYLINE_APP_SECRET.
On this machine the emulator's app "partyline" needs neither key nor secret.`;
