import { aText, aTime, fields, only, optional, type Read } from './checks.ts';
import type { Command, CommandName } from './commands.ts';
import { isSessionError } from './errors.ts';
import type { ImLogin } from './ports/im.ts';
import type { MeetingLogin, RoomRequest } from './ports/meeting.ts';
import { type Credential, Secret, type SecretProvider, type TokenProvider } from './secret.ts';
import type { Vault } from './vault.ts';

/** What a caller may add to any command. */
export interface CommandOptions {
  /** Ends the caller's wait; the work itself is aborted once every caller has gone. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole command, above 0; the session's `timeouts.command` otherwise. */
  readonly timeout?: number | undefined;
}

const signal = optional(
  only((value): value is AbortSignal => typeof Object(value).removeEventListener === 'function', 'an AbortSignal'),
);
const readCall = optional(fields<CommandOptions>({ signal, timeout: optional(aTime) }, true));
const readWait = optional(fields<Pick<CommandOptions, 'signal'>>({ signal }, true));

/** The signal of whoever listens or waits, among the options, which are checked. */
export const signalOf = (options: unknown): AbortSignal | undefined => readWait(options, 'options')?.signal;

const aString = only((value) => typeof value === 'string', 'a string');

const aToken = only(
  (value): value is string | TokenProvider =>
    typeof value === 'function' || (typeof value === 'string' && value.trim() !== ''),
  'a non-empty string or a function',
);

/** A provider whose answers are sealed, and whose failures are typed: its own `SessionError`s stay what they are. */
const sealed =
  (provide: TokenProvider, id: string, vault: Vault): SecretProvider =>
  async () => {
    try {
      const token = aText(await provide(id), 'the provided token');
      vault.numberOf(token);
      return new Secret(token);
    } catch (error) {
      const isOwn = isSessionError(error) && error.kind !== 'invalidInput';
      throw vault.error(error, isOwn ? undefined : 'badCredentials');
    }
  };

/** What tells two calls of a command apart: its texts, and numbers in place of its tokens. */
type Key = unknown[];

const text: Read<string, [Vault, Key]> = (value, what, _vault, key) => {
  key.push(value);
  return aText(value, what);
};

const password: Read<Secret, [Vault, Key]> = (value, what, vault, key) => {
  key.push(vault.numberOf(value));
  return new Secret(aString(value, what));
};

/** A provider is asked for the token of the id that was read last. */
const token: Read<Credential, [Vault, Key]> = (value, what, vault, key) => {
  const id = `${key.at(-1)}`;
  key.push(vault.numberOf(value));
  const given = aToken(value, what);
  return typeof given === 'string' ? new Secret(given) : sealed(given, id, vault);
};

const im = fields<ImLogin, [Vault, Key]>({ accid: text, token });
const meeting = fields<MeetingLogin, [Vault, Key]>({ userUuid: text, token });
const room = fields<RoomRequest, [Vault, Key]>({ meetingNum: text, displayName: text, password: optional(password) });

/** What a command is about; the other commands take no argument. */
const subjects: { readonly [N in CommandName]?: Read<Omit<Command, 'name'>, [Vault, Key]> } = {
  loginIm: (...given) => ({ im: im(...given) }),
  loginMeeting: (...given) => ({ meeting: meeting(...given) }),
  joinMeeting: (...given) => ({ room: room(...given) }),
  joinAnonymously: (...given) => ({ room: room(...given) }),
  signIn: fields<Pick<Command, 'im' | 'meeting'>, [Vault, Key]>({ im: optional(im), meeting }),
};

/** Checks a command's argument and options and seals its tokens. What is wrong travels in the command, to be refused in order. */
export function parse(name: CommandName, argument: unknown, options: unknown, vault: Vault): Command {
  const said: Key = [];
  try {
    readCall(options, 'options');
    const subject = subjects[name]?.(argument, name, vault, said);
    const key = JSON.stringify(said);
    // Ids are compared without regard to case, a room's number and the name to be shown there are not.
    return { name, key: subject?.room ? key : key.toLowerCase(), ...subject };
  } catch (error) {
    return { name, invalid: vault.error(error, 'invalidInput') };
  }
}
