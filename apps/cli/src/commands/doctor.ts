import { Command, Option } from 'commander';
import type { DoctorOptions } from '../doctor/consult.ts';
import { usage } from '../exit.ts';
import type { Io } from '../io.ts';
import { serverHelp, withServerOptions } from '../server/options.ts';

/** `partyline doctor`: what is right and wrong with a pair of accounts, and which of the three codes to expect. */
export function doctorCommand(io: Io): Command {
  const command = new Command('doctor')
    .description('say what is right and wrong with an IM account and a meeting account, and what to do')
    .requiredOption('--im <accid>', 'the IM account')
    .option('--meeting <userUuid>', 'the meeting account; without it, the one of the same id')
    .addOption(
      new Option('--reuse <policy>', 'the reuse policy of your session')
        .choices(['required', 'off', 'auto'])
        .default('required'),
    )
    .option('--im-token-file <file>', 'the file with the IM token (or PARTYLINE_IM_TOKEN)')
    .option('--meeting-token-file <file>', 'the file with the meeting token (or PARTYLINE_MEETING_TOKEN)')
    .option('--login', 'log the meeting account in over HTTP to be sure; opens no IM line, so nobody’s chat is kicked');
  return withServerOptions(command, io)
    .addHelpText(
      'after',
      `
Examples:
  partyline doctor --im alice --server emulator
  partyline doctor --im alice --meeting ann --app-key 4711 --secret-file secret --im-token-file alice.token
  partyline doctor --im alice --json | jq -c 'select(.outcome == "wrong")'

It reads only, unless --login is given. What it cannot check it says, and why.
${serverHelp}

Exit codes: 0 nothing wrong was found, 1 something is wrong, 2 wrong usage, 130 Ctrl-C`,
    )
    .action(async (options: DoctorOptions) => {
      if (!/^[\w@.-]{1,32}$/.test(options.im)) throw usage('--im: an accid has 1 to 32 letters, digits, _ @ . or -');
      const { consult } = await import('../doctor/consult.ts');
      await consult(io, options);
    });
}
