import { aText, aTime, fields, only, optional, type Read } from './checks.ts';
import type { Command, CommandName } from './commands.ts';
import type { ImLogin } from './ports/im.ts';
import type { MeetingLogin, RoomRequest } from './ports/meeting.ts';
import { type Credential, Secret, type SecretProvider, type TokenProvider } from './secret.ts';
import type { Vault } from './vault.ts';

/** What a caller may add to any command. */
export interface CommandOptions {
  /** Ends the caller's wait; the work itself is aborted once every caller has gone. */
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole command; the session's `timeouts.command` otherwise. */
  readonly timeout?: number;
}

const signal = optional(
  only((value): value is AbortSignal => typeof Object(value).addEventListener === 'function', 'an AbortSignal'),
);
const readCall = optional(fields<CommandOptions>({ signal, timeout: optional(aTime) }, true));
const readWait = optional(fields<Pick<CommandOptions, 'signal'>>({ signal }, true));

/** The signal of whoever listens or waits, among the options, which are checked. */
export const signalOf = (options: unknown): AbortSignal | undefined => readWait(options, 'options')?.signal;

/** Where an argument is read: tokens go into the vault, and into the key what tells two calls of a command apart. */
type Desk = [vault: Vault, key: unknown[]];

const text: Read<string, Desk> = (value, what, _vault, key) => {
  key.push(value);
  return aText(value, what);
};

const password: Read<Secret, Desk> = (value, what, vault, key) => {
  key.push(vault.numberOf(value));
  return new Secret(aString(value, what));
};

/** A provider is asked for the token of the id that was read last. */
const token: Read<Credential, Desk> = (value, what, vault, key) => {
  const id = `${key.at(-1)}`;
  key.push(vault.numberOf(value));
  const given = aToken(value, what);
  return typeof given === 'string' ? new Secret(given) : sealed(given, id, vault);
};

const aString = only((value) => typeof value === 'string', 'a string');

const aToken = only(
  (value): value is string | TokenProvider =>
    typeof value === 'function' || (typeof value === 'string' && value.trim() !== ''),
  'a non-empty string or a function',
);

/** A provider whose answers are sealed, and whose failures are typed. */
const sealed =
  (provide: TokenProvider, id: string, vault: Vault): SecretProvider =>
  async () => {
    try {
      const token = aText(await provide(id), 'the answer of the token provider');
      vault.numberOf(token);
      return new Secret(token);
    } catch (error) {
      throw vault.error(error, 'badCredentials');
    }
  };

const im = fields<ImLogin, Desk>({ accid: text, token });
const meeting = fields<MeetingLogin, Desk>({ userUuid: text, token });
const room = fields<RoomRequest, Desk>({ meetingNum: text, displayName: text, password: optional(password) });

/** What a command is about; the other commands take no argument. */
const subjects: { readonly [N in CommandName]?: Read<Omit<Command, 'name'>, Desk> } = {
  loginIm: fields({ im }),
  loginMeeting: fields({ meeting }),
  joinMeeting: fields({ room }),
  joinAnonymously: fields({ room }),
  signIn: fields<Pick<Command, 'im' | 'meeting'>, Desk>({ im: optional(im), meeting }),
};

/** Checks a command's argument and options and seals its tokens. What is wrong travels in the command, to be refused in order. */
export function parse(name: CommandName, argument: unknown, options: unknown, vault: Vault): Command {
  const notes: unknown[] = [];
  const given = name === 'signIn' ? argument : { im: argument, meeting: argument, room: argument };
  try {
    readCall(options, 'options');
    const subject = subjects[name]?.(given, name, vault, notes);
    const key = notes.join('\n');
    return { name, key: subject?.room ? key : key.toLowerCase(), ...subject };
  } catch (error) {
    return { name, invalid: vault.error(error, 'invalidInput') };
  }
}
