import { Secret, SessionError } from '@partyline/core';
import { LONGEST } from '../shared/longest.ts';
import { type Known, unknownOption } from '../shared/unknown-option.ts';

/** Which generation of the vendor's bound-account call creates and manages meeting accounts. */
export type Generation = 'current' | 'neroom' | '2020';

/** The hosts of the real service, one for each API. */
export interface Servers {
  /** IM accounts, server API v2. */
  readonly im: string;
  /** Meeting accounts, current generation. */
  readonly meeting: string;
  /** NERoom accounts, v3. */
  readonly neroom: string;
  /** Meeting accounts, generation of 2020. */
  readonly meeting2020: string;
}

/** Source: the vendor's pages for each API. Overseas apps have hosts of their own. */
export const realServers: Servers = {
  im: 'https://open.yunxinapi.com',
  meeting: 'https://meeting.yunxinroom.com',
  neroom: 'https://roomkit.yunxinapi.com',
  meeting2020: 'https://meeting-api.netease.im',
};

/** What `createYunxinApi` takes. */
export interface YunxinApiOptions {
  readonly appKey: string;
  /** The app's secret, from your vault or environment. It is sealed at once and appears in no error. */
  readonly appSecret: string | Secret;
  /**
   * One URL that serves everything (the emulator, a private cloud), or some hosts by name; the rest is the real service in
   * China. Plain http is accepted for this machine only.
   */
  readonly server?: string | Partial<Servers> | undefined;
  /** `current` unless named; `neroom` for apps without the meeting component, `2020` for old private clouds. */
  readonly generation?: Generation | undefined;
  /** Milliseconds that one attempt may take. 10,000 unless named. */
  readonly timeout?: number | undefined;
  /** How often a call is repeated after a failure that may pass, where repeating is safe. 3 unless named. */
  readonly retries?: number | undefined;
  /**
   * The documented limit is 100 calls a second per app, then ten seconds of refusals. 90 unless named: calls that were sent
   * evenly may arrive bunched, and several processes of one app share the limit.
   */
  readonly callsPerSecond?: number | undefined;
  /** Milliseconds that nothing is sent after the server refused for too many calls. 10,000 unless named. */
  readonly blockMs?: number | undefined;
  /** Your own `fetch`, e.g. one that goes through a proxy. */
  readonly fetch?: typeof fetch | undefined;
}

/** The options with everything filled in and the secret sealed. */
export interface Settings {
  readonly appKey: string;
  readonly appSecret: Secret;
  readonly servers: Servers;
  readonly generation: Generation;
  readonly timeout: number;
  readonly retries: number;
  readonly callsPerSecond: number;
  readonly blockMs: number;
  readonly fetch: typeof fetch;
}

const known: Known<YunxinApiOptions> = {
  appKey: true,
  appSecret: true,
  server: true,
  generation: true,
  timeout: true,
  retries: true,
  callsPerSecond: true,
  blockMs: true,
  fetch: true,
};

const wrong = (message: string) => new SessionError('invalidInput', { message });

/** Checks the options; throws `invalidInput` that names the one that is wrong, never its value if it is the secret. */
export function settingsOf(options: YunxinApiOptions): Settings {
  if (typeof options !== 'object' || options === null) throw wrong('options must be an object');
  const unknown = unknownOption(options, known);
  if (unknown) throw wrong(unknown);
  const { appKey, generation = 'current' } = options;
  if (!isPrintable(appKey)) throw wrong('appKey must be the key of your app in the vendor’s console');
  const secret = options.appSecret instanceof Secret ? options.appSecret.open() : options.appSecret;
  if (!isPrintable(secret)) throw wrong('appSecret must be the secret of your app in the vendor’s console');
  if (!['current', 'neroom', '2020'].includes(generation)) throw wrong("generation is 'current', 'neroom' or '2020'");
  if (options.fetch !== undefined && typeof options.fetch !== 'function') throw wrong('fetch must be a function');
  return {
    appKey,
    appSecret: new Secret(secret),
    servers: serversOf(options.server),
    generation,
    timeout: number('timeout', options.timeout ?? 10_000, 1, LONGEST),
    retries: number('retries', options.retries ?? 3, 0),
    callsPerSecond: number('callsPerSecond', options.callsPerSecond ?? 90, 1),
    blockMs: number('blockMs', options.blockMs ?? 10_000, 0, LONGEST),
    fetch: options.fetch ?? ((...request) => fetch(...request)),
  };
}

function serversOf(server: YunxinApiOptions['server'] = {}): Servers {
  if (typeof server === 'string') {
    const one = baseOf('server', server);
    return { im: one, meeting: one, neroom: one, meeting2020: one };
  }
  if (typeof server !== 'object' || server === null) throw wrong('server must be a URL, or an object of URLs');
  const unknown = Object.keys(server).find((name) => !Object.hasOwn(realServers, name));
  if (unknown !== undefined) throw wrong(`server.${unknown}: there are ${Object.keys(realServers).join(', ')}`);
  const base = (name: keyof Servers) => baseOf(`server.${name}`, server[name] ?? realServers[name]);
  return { im: base('im'), meeting: base('meeting'), neroom: base('neroom'), meeting2020: base('meeting2020') };
}

const thisMachine = /^(localhost|127(\.\d+){3}|\[::1\])$/;

function baseOf(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw wrong(`${name} must be a URL with http or https`);
  if (url.username !== '' || url.password !== '') throw wrong(`${name} must not carry a user or a password`);
  // Answers carry tokens, which plain http shows to everybody on the way.
  if (url.protocol === 'http:' && !thisMachine.test(url.hostname)) throw wrong(`${name} must be https`);
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function number(name: string, value: number, min: number, max = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isSafeInteger(value) || value < min) throw wrong(`${name} must be a whole number of at least ${min}`);
  if (value > max) throw wrong(`${name} must be at most ${max}: a timer knows no longer time, and is over at once`);
  return value;
}

/** What may stand in a header. */
function isPrintable(text: unknown): text is string {
  return typeof text === 'string' && /^[\x21-\x7e]{1,256}$/.test(text);
}
