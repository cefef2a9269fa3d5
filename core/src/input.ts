import type { Command, CommandName } from './commands.ts';
import { SessionError } from './errors.ts';
import { providerOrigin } from './rules.ts';
import { type Credential, Secret, type SecretProvider, type TokenProvider } from './secret.ts';
import type { Vault } from './vault.ts';

/** What a caller may add to any command. */
export interface CommandOptions {
  /** Ends the caller's wait; the work itself is aborted once every caller has gone. */
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole command; the session's `timeouts.command` otherwise. */
  readonly timeout?: number;
}

export const wrong = (message: string) => new SessionError('invalidInput', { message: `invalidInput: ${message}` });

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null) throw wrong(`${what} must be an object`);
  return value as Fields;
}

function text(of: Fields, key: string): string {
  const value = of[key];
  if (typeof value !== 'string' || value.trim() === '') throw wrong(`${key} must be a non-empty string`);
  return value;
}

function credential({ token }: Fields, id: string, vault: Vault): Credential {
  if (typeof token === 'string' && token !== '') return vault.seal(token);
  if (typeof token !== 'function') throw wrong('token must be a non-empty string, or a function that answers one');
  const provider: SecretProvider = async () => {
    let answer: unknown;
    let cause: unknown;
    try {
      answer = await (token as TokenProvider)(id);
    } catch (error) {
      cause = vault.copy(error);
    }
    if (typeof answer === 'string' && answer !== '') return vault.seal(answer);
    throw new SessionError('badCredentials', {
      message: 'badCredentials: the token provider answered no token',
      cause,
    });
  };
  providerOrigin.set(provider, token);
  return provider;
}

function imLogin(account: unknown, vault: Vault) {
  const given = fields(account, 'the IM account');
  const accid = text(given, 'accid');
  return { accid, token: credential(given, accid, vault) };
}

function meetingLogin(account: unknown, vault: Vault) {
  const given = fields(account, 'the meeting account');
  const userUuid = text(given, 'userUuid');
  return { userUuid, token: credential(given, userUuid, vault) };
}

function room(request: unknown, vault: Vault) {
  const given = fields(request, 'the join request');
  const { password } = given;
  const asked = { meetingNum: text(given, 'meetingNum'), displayName: text(given, 'displayName') };
  if (password === undefined) return asked;
  if (typeof password !== 'string') throw wrong('password must be a string');
  return { ...asked, password: password === '' ? new Secret('') : vault.seal(password) };
}

function checked(name: CommandName, argument: unknown, vault: Vault): Partial<Command> {
  if (name === 'loginIm') return { im: imLogin(argument, vault) };
  if (name === 'loginMeeting') return { meeting: meetingLogin(argument, vault) };
  if (name === 'joinMeeting' || name === 'joinAnonymously') return { room: room(argument, vault) };
  if (name !== 'signIn') return {};
  const { im, meeting } = fields(argument, 'the sign-in request');
  return { meeting: meetingLogin(meeting, vault), ...(im !== undefined && { im: imLogin(im, vault) }) };
}

/** Checks a command's argument and options and seals its tokens. What is wrong travels in the command, to be refused in order. */
export function parse(name: CommandName, argument: unknown, options: unknown, vault: Vault): Command {
  try {
    return checkedBy(() => {
      signalOf(options, ['timeout']);
      return { name, ...checked(name, argument, vault) };
    });
  } catch (invalid) {
    return { name, invalid: invalid as SessionError };
  }
}

/** The signal among a call's options, which are checked; `others` are the options besides it. */
export function signalOf(options: unknown, others: readonly string[] = []): AbortSignal | undefined {
  const { signal, timeout } = known(options === undefined ? {} : options, 'options', ['signal', ...others]);
  checkTime(timeout, 'timeout');
  if (signal === undefined) return undefined;
  checkFunction(fields(signal, 'signal').addEventListener, 'signal.addEventListener');
  return signal as AbortSignal;
}

/** Refuses what cannot be called. */
export function checkFunction(value: unknown, what: string): void {
  if (typeof value !== 'function') throw wrong(`${what} must be a function`);
}

/** Runs a check whose subject may throw of itself; what leaves is always a typed error. */
export function checkedBy<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof SessionError ? error : wrong('the argument cannot be read');
  }
}

/** Refuses a time that is none; a missing one is fine. */
export function checkTime(value: unknown, what: string): void {
  if (value !== undefined && !(typeof value === 'number' && value > 0)) {
    throw wrong(`${what} must be a number of milliseconds above 0`);
  }
}

/** Refuses an option that does not exist, naming those that do. */
export function known(value: unknown, what: string, keys: readonly string[]): Fields {
  const given = fields(value, what);
  const unknown = Object.keys(given).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw wrong(`unknown ${what}: ${unknown}; known are ${keys.join(', ')}`);
  return given;
}
