import type { SessionError } from '@partyline/core';
import { type Explanation, explain, type Language } from '@partyline/core/explain';
import type { ServerOptions } from './options.ts';
import { troubleOf } from './trouble.ts';
import { en } from './words/en.ts';
import type { TroubleWords } from './words/words.ts';
import { zh } from './words/zh.ts';

/** What a command asks a server about. */
export interface Subject {
  readonly id: string;
  /** The meeting account of that id rather than the IM account. */
  readonly meeting?: boolean;
  /** It is to create the meeting account of that IM account. */
  readonly binding?: boolean;
}

const words: { readonly [L in Language]: TroubleWords } = { en, zh };

/** A word as a shell reads it. */
const quoted = (word: string) => (/^[\w@.:/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** The options that a command in a cure needs to ask the same server as the same app. Secrets are in none of them. */
function repeated({ server, appKey, secretFile, generation }: ServerOptions): string {
  const options = [
    ['--server', server],
    ['--app-key', appKey],
    ['--secret-file', secretFile],
    ['--generation', generation === 'current' ? undefined : generation],
  ] as const;
  return options.map(([name, value]) => (value === undefined ? '' : ` ${name} ${quoted(value)}`)).join('');
}

/** The generations of the API use some numbers differently: then the kind alone is explained. */
function general(error: SessionError, lang: Language): Explanation {
  const code = error.vendor?.code;
  const said = explain(error, lang);
  const same = code === undefined || said.title === explain(String(code), lang).title;
  return same && error.vendor?.surface !== 'meeting2020' ? said : explain(error.kind, lang);
}

/** What happened, and what somebody at a shell can do about it: commands to type, where a program would call a function. */
export function cureOf(
  error: SessionError,
  options: ServerOptions,
  { id, meeting = false, binding = false }: Subject,
): { readonly message: string; readonly explanation: Explanation } {
  const trouble = troubleOf(error, binding);
  if (!trouble) return { message: error.message, explanation: general(error, options.lang) };
  const about = { id: quoted(id), meeting: meeting || binding, again: repeated(options) };
  // The adapter's own cure is for whoever calls its functions.
  const [message = ''] = error.message.split(' To fix it, ');
  return { message, explanation: words[options.lang][trouble](about) };
}
