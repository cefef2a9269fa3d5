import { anObject, aText, aTime, checked, fields, methods, optional, wrong } from './checks.ts';
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

const signal = optional((value, what) => {
  anObject(value, what);
  methods('addEventListener')(value, what);
});
const checkCall = optional(fields({ signal, timeout: optional(aTime) }));
const checkWait = optional(fields({ signal }));

/** The signal of whoever listens or waits, among the options, which are checked. */
export const signalOf = (options: Pick<CommandOptions, 'signal'> | undefined): AbortSignal | undefined =>
  checked(() => {
    checkWait(options, 'options');
    return options?.signal;
  });

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

/** Reads a part of an argument: seals its tokens, and adds to the key by which the same arguments are known. */
type Read = (argument: unknown, vault: Vault, key: unknown[]) => Omit<Command, 'name'>;

function account(value: unknown, idKey: string, vault: Vault, key: unknown[]): readonly [string, Credential] {
  anObject(value, 'the account');
  const { [idKey]: id, token } = value;
  aText(id, idKey);
  key.push(id.toLowerCase(), vault.numberOf(token));
  if (typeof token === 'function') return [id, sealed(token as TokenProvider, id, vault)];
  if (typeof token === 'string' && token) return [id, new Secret(token)];
  throw wrong('token must be a non-empty string, or a function that answers one');
}

const im: Read = (value, vault, key) => {
  const [accid, token] = account(value, 'accid', vault, key);
  return { im: { accid, token } };
};

const meeting: Read = (value, vault, key) => {
  const [userUuid, token] = account(value, 'userUuid', vault, key);
  return { meeting: { userUuid, token } };
};

const room: Read = (value, vault, key) => {
  anObject(value, 'the request');
  const { meetingNum, displayName, password } = value;
  aText(meetingNum, 'meetingNum');
  aText(displayName, 'displayName');
  key.push(meetingNum, displayName, vault.numberOf(password));
  if (password === undefined) return { room: { meetingNum, displayName } };
  if (typeof password !== 'string') throw wrong('password must be a string');
  return { room: { meetingNum, displayName, password: new Secret(password) } };
};

/** How the argument of a command is read; the other commands take none. */
const reads: { readonly [N in CommandName]?: Read } = {
  loginIm: im,
  loginMeeting: meeting,
  joinMeeting: room,
  joinAnonymously: room,
  signIn: (value, vault, key) => {
    anObject(value, 'the request');
    return Object.assign(meeting(value.meeting, vault, key), value.im !== undefined && im(value.im, vault, key));
  },
};

/** Checks a command's argument and options and seals its tokens. What is wrong travels in the command, to be refused in order. */
export function parse(name: CommandName, argument: unknown, options: unknown, vault: Vault): Command {
  const key: unknown[] = [];
  try {
    return checked(() => {
      checkCall(options, 'options');
      const read = reads[name]?.(argument, vault, key);
      return { name, key: key.join('\n'), ...read };
    });
  } catch (invalid) {
    return { name, invalid: invalid as SessionError };
  }
}
