import type { Command, CommandName } from './commands.ts';
import { SessionError } from './errors.ts';
import { type Credential, Secret, type SecretProvider, type TokenProvider } from './secret.ts';
import type { Vault } from './vault.ts';

/** What a caller may add to any command. */
export interface CommandOptions {
  /** Ends the caller's wait; the work itself is aborted once every caller has gone. */
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole command; the session's `timeouts.command` otherwise. */
  readonly timeout?: number;
}

type Fields = Readonly<Record<string, unknown>>;

export const wrong = (message: string) => new SessionError('invalidInput', { message: `invalidInput: ${message}` });

/** An object's fields; refuses what is none, and a field that is not among those `known`, naming them. */
export function fields(value: unknown, what: string, known?: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null) throw wrong(`${what} must be an object`);
  const odd = known && Object.keys(value).find((key) => !known.includes(key));
  if (odd !== undefined) throw wrong(`unknown ${what}: ${odd}; known are ${known?.join(', ')}`);
  return value as Fields;
}

/** A text that says something. */
export function text(of: Fields, key: string): string {
  const value = of[key];
  if (typeof value !== 'string' || !value.trim()) throw wrong(`${key} must be a non-empty string`);
  return value;
}

/** Refuses what cannot be called. */
export function checkFunction(value: unknown, what: string): void {
  if (typeof value !== 'function') throw wrong(`${what} must be a function`);
}

/** Refuses a time that is none; a missing one is fine. */
export function checkTime(of: Fields, key: string): void {
  const value = of[key];
  if (value !== undefined && !(typeof value === 'number' && value > 0)) {
    throw wrong(`${key} must be a number of milliseconds above 0`);
  }
}

/** Runs a check whose subject may throw of itself; what leaves is always a typed error. */
export function checkedBy<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof SessionError ? error : wrong('the argument cannot be read');
  }
}

/** The signal among a call's options, which are checked; `others` are the options besides it. */
export function signalOf(options: unknown, ...others: readonly string[]): AbortSignal | undefined {
  const given = fields(options === undefined ? {} : options, 'options', ['signal', ...others]);
  checkTime(given, 'timeout');
  const { signal } = given;
  if (signal === undefined) return undefined;
  checkFunction(fields(signal, 'signal').addEventListener, 'signal.addEventListener');
  return signal as AbortSignal;
}

/** A provider whose answers are sealed, and whose failures are typed. */
function sealed(provide: TokenProvider, id: string, vault: Vault): SecretProvider {
  return async () => {
    let answer: unknown;
    let cause: unknown;
    try {
      answer = await provide(id);
    } catch (error) {
      cause = vault.copy(error);
    }
    if (typeof answer === 'string' && answer) return vault.seal(answer);
    const message = 'badCredentials: the token provider answered no token';
    throw new SessionError('badCredentials', { message, cause });
  };
}

/** Reads a command's argument and seals its tokens. */
function read(name: CommandName, argument: unknown, vault: Vault): Command {
  const key: unknown[] = [];
  const account = <K extends string>(value: unknown, what: string, idKey: K) => {
    const given = fields(value, what);
    const id = text(given, idKey);
    const { token } = given;
    key.push(id.toLowerCase(), vault.numberOf(token));
    if (typeof token === 'function') return { id, token: sealed(token as TokenProvider, id, vault) as Credential };
    if (typeof token === 'string' && token) return { id, token: new Secret(token) };
    throw wrong('token must be a non-empty string, or a function that answers one');
  };
  const im = (value: unknown) => {
    const { id, token } = account(value, 'the IM account', 'accid');
    return { im: { accid: id, token } };
  };
  const meeting = (value: unknown) => {
    const { id, token } = account(value, 'the meeting account', 'userUuid');
    return { meeting: { userUuid: id, token } };
  };
  const room = () => {
    const given = fields(argument, 'the join request');
    const { password } = given;
    const asked = { meetingNum: text(given, 'meetingNum'), displayName: text(given, 'displayName') };
    key.push(asked.meetingNum, asked.displayName, vault.numberOf(password));
    if (password === undefined) return { room: asked };
    if (typeof password !== 'string') throw wrong('password must be a string');
    return { room: { ...asked, password: new Secret(password) } };
  };
  const both = () => {
    const given = fields(argument, 'the sign-in request');
    return { ...meeting(given.meeting), ...(given.im !== undefined && im(given.im)) };
  };
  const found =
    name === 'loginIm'
      ? im(argument)
      : name === 'loginMeeting'
        ? meeting(argument)
        : name === 'signIn'
          ? both()
          : name.startsWith('join')
            ? room()
            : {};
  return { name, ...found, key: key.join('\n') };
}

/** Checks a command's argument and options and seals its tokens. What is wrong travels in the command, to be refused in order. */
export function parse(name: CommandName, argument: unknown, options: unknown, vault: Vault): Command {
  try {
    return checkedBy(() => {
      signalOf(options, 'timeout');
      return read(name, argument, vault);
    });
  } catch (invalid) {
    return { name, invalid: invalid as SessionError };
  }
}
