import { usage } from '../exit.ts';
import type { Io } from '../io.ts';
import { ask } from '../server/ask.ts';
import type { ServerOptions } from '../server/options.ts';
import { readSecret } from '../server/secrets.ts';
import { kick, renew, setEnabled, show } from './change.ts';
import { createIm, createMeeting } from './create.ts';
import { print } from './report.ts';
import { accountWords } from './words.ts';

/** The verbs of `partyline accounts`. */
export type Verb = 'create' | 'bind' | 'show' | 'token' | 'kick' | 'disable' | 'enable';

/** What the verbs are given; not every verb takes everything. */
export interface VerbOptions extends ServerOptions {
  readonly tokenFile?: string;
  readonly token?: string;
  readonly meeting?: true;
}

/** Does what a verb says and prints what came of it. */
export async function perform(io: Io, verb: Verb, id: string, options: VerbOptions): Promise<void> {
  const words = accountWords[options.lang];
  const imToken =
    verb === 'create' || verb === 'bind'
      ? await readSecret(io, {
          name: 'IM token',
          argument: { option: '--token', value: options.token },
          file: { option: '--token-file', path: options.tokenFile },
          variable: 'PARTYLINE_IM_TOKEN',
        })
      : undefined;
  const subject = { id, binding: verb === 'bind', meeting: options.meeting === true };
  await ask(io, options, subject, async (api, signal) => {
    switch (verb) {
      case 'create':
        return print(io, options, await createIm(api, id, imToken, words, signal));
      case 'bind':
        if (!imToken) throw usage(`the IM token of "${id}" is needed: set PARTYLINE_IM_TOKEN, or give --token-file`);
        return print(io, options, await createMeeting(api, id, imToken, words, signal));
      case 'show':
        return print(io, options, await show(api, id, words, signal));
      case 'token':
        return print(io, options, await renew(api, id, options.meeting === true, words, signal));
      case 'kick':
        return print(io, options, await kick(api, id, words, signal));
      default:
        return print(io, options, await setEnabled(api, id, verb === 'enable', words, signal));
    }
  });
}
