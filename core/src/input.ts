import type { Command, CommandName, ImAccount, JoinRequest, MeetingAccount, SignInRequest } from './commands.ts';
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

const wrong = (message: string) => new SessionError('invalidInput', { message });

function field(of: unknown, what: string, key: string): unknown {
  if (typeof of !== 'object' || of === null) throw wrong(`${what} must be an object with ${key}`);
  return (of as Record<string, unknown>)[key];
}

function text(of: unknown, what: string, key: string): string {
  const value = field(of, what, key);
  if (typeof value !== 'string' || value.trim() === '') throw wrong(`${what}.${key} must be a non-empty string`);
  return value;
}

function credential(of: unknown, what: string, id: string, vault: Vault): Credential {
  const token = field(of, what, 'token');
  if (typeof token === 'string' && token !== '') return vault.seal(token);
  if (typeof token !== 'function')
    throw wrong(`${what}.token must be a non-empty string or a function that answers one`);
  const ask = token as TokenProvider;
  const provider: SecretProvider = async () => {
    const answer: unknown = await askProvider(ask, id, vault);
    if (typeof answer === 'string' && answer !== '') return vault.seal(answer);
    throw new SessionError('badCredentials', { message: 'the token provider answered no token' });
  };
  providerOrigin.set(provider, token);
  return provider;
}

async function askProvider(provider: TokenProvider, id: string, vault: Vault): Promise<unknown> {
  try {
    return await provider(id);
  } catch (cause) {
    throw new SessionError('badCredentials', { message: 'the token provider failed', cause: vault.copy(cause) });
  }
}

const imLogin = (account: unknown, vault: Vault) => {
  const accid = text(account, 'the IM account', 'accid');
  return { accid, token: credential(account, 'the IM account', accid, vault) };
};

const meetingLogin = (account: unknown, vault: Vault) => {
  const userUuid = text(account, 'the meeting account', 'userUuid');
  return { userUuid, token: credential(account, 'the meeting account', userUuid, vault) };
};

const room = (request: unknown, vault: Vault) => {
  const meetingNum = text(request, 'the join request', 'meetingNum');
  const displayName = text(request, 'the join request', 'displayName');
  const password = field(request, 'the join request', 'password');
  if (password === undefined) return { meetingNum, displayName };
  if (typeof password !== 'string') throw wrong('the join request’s password must be a string');
  return { meetingNum, displayName, password: password === '' ? new Secret('') : vault.seal(password) };
};

function checked(name: CommandName, argument: unknown, vault: Vault): Partial<Command> {
  switch (name) {
    case 'loginIm':
      return { im: imLogin(argument, vault) };
    case 'loginMeeting':
      return { meeting: meetingLogin(argument, vault) };
    case 'joinMeeting':
    case 'joinAnonymously':
      return { room: room(argument, vault) };
    case 'signIn': {
      const meeting = meetingLogin(field(argument, 'the sign-in request', 'meeting'), vault);
      const im = field(argument, 'the sign-in request', 'im');
      return im === undefined ? { meeting } : { meeting, im: imLogin(im, vault) };
    }
    default:
      return {};
  }
}

/** The argument that a command takes, if it takes one. */
export type Argument = ImAccount | MeetingAccount | JoinRequest | SignInRequest | undefined;

/** Checks a command's argument and options and seals its tokens. What is wrong travels in the command, to be refused in order. */
export function parse(name: CommandName, argument: unknown, options: unknown, vault: Vault): Command {
  try {
    checkOptions(options);
    return { name, ...checked(name, argument, vault) };
  } catch (error) {
    return { name, invalid: error instanceof SessionError ? error : wrong('the argument cannot be read') };
  }
}

/** Refuses options that do not exist and values that make no sense. */
function checkOptions(options: unknown): void {
  if (options === undefined) return;
  onlyKeys(options, 'the options', ['signal', 'timeout']);
  const { signal, timeout } = options as Record<string, unknown>;
  if (timeout !== undefined) checkTime(timeout, 'timeout');
  if (signal !== undefined && typeof (signal as Partial<AbortSignal> | null)?.addEventListener !== 'function') {
    throw wrong('signal must be an AbortSignal');
  }
}

export function checkTime(value: unknown, what: string): void {
  if (typeof value !== 'number' || !(value > 0)) throw wrong(`${what} must be a number of milliseconds above 0`);
}

export function onlyKeys(value: unknown, what: string, keys: readonly string[]): void {
  if (typeof value !== 'object' || value === null) throw wrong(`${what} must be an object`);
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) throw wrong(`${what} know no ${key}; they know ${keys.join(', ')}`);
  }
}
