import { type ImEvent, Secret, SessionError } from '@partyline/core';
import { Emitter } from '../shared/emitter.ts';
import { Turns } from '../shared/login/turns.ts';
import { sameId } from '../shared/same-id.ts';
import { disconnect } from './disconnect.ts';
import { misfitApp, misfitInstance, misfitOptions } from './fitness.ts';
import { LoginAttempt } from './login-attempt.ts';
import { LoginWatch } from './login-watch.ts';
import type { NimV9Port, NimV9PortOptions } from './options.ts';
import type { NimV9 } from './sdk.ts';

const failure = (kind: 'unsupported' | 'notInitialized' | 'alreadyLoggedIn', message: string) =>
  new SessionError(kind, { message: `nimV9Port: ${message}` });

/**
 * An `ImPort` over @yxim/nim-web-sdk 9.x, in a browser. Takes the host's own instance (`nim`), the SDK (`sdk`) to make an
 * instance for whoever logs in, or both.
 *
 * @throws SessionError `invalidInput` or `unsupported` when it can't work with what it is given; the message names the fix
 */
export function nimV9Port(options: NimV9PortOptions): NimV9Port {
  const misfit = misfitOptions(options);
  if (misfit) throw misfit;

  const { sdk, loginOption = {} } = options;
  // What a listener throws is its own affair: the others, the SDK's among them, still hear the event.
  const events = new Emitter<ImEvent>((error) => console.error(error));
  const turns = new Turns<LoginAttempt>('nimV9Port');
  let host: LoginWatch | undefined;
  /** Over the instance that the port made for the account that it logged in last. */
  let own: LoginWatch | undefined;
  /** The watch over the login that this port made, until that login is over. */
  let ours: LoginWatch | undefined;
  let connecting: LoginWatch | undefined;
  /** What the host's instance had before it was to log in with something else. */
  let before: { readonly token: string; readonly authType: number | undefined } | undefined;
  let opened: string | undefined;
  /** Something was asked of the port since it was made or closed. */
  let used = false;

  const watchOver = (nim?: NimV9): LoginWatch => {
    const watch = new LoginWatch((event) => {
      if (event.type === 'loggedIn') ours = connecting === watch ? watch : undefined;
      else if (ours === watch && event.type !== 'lineDown' && event.type !== 'lineUp') ours = undefined;
      events.emit(event);
    }, nim);
    return watch;
  };
  const look = () => (used || events.size > 0 ? host?.hook() : host?.unhook());
  const loggedIn = () => [host, own].find((watch) => watch?.login);
  const appKey = () => loggedIn()?.nim?.options?.appKey ?? host?.nim?.options?.appKey ?? opened;

  /** Ends what an instance does. The host's stays; one that the port made is of no more use. */
  const end = async (watch: LoginWatch) => {
    const failed = connecting === watch;
    if (failed) connecting = undefined;
    if (watch.nim) await disconnect(watch.nim, watch === host ? 'disconnect' : 'destroy');
    watch.flush();
    if (failed && watch === host && before) host.nim?.setOptions({ ...before });
    if (own === watch) own = undefined;
  };

  const connect = (accid: string, token: string, provided: boolean): LoginWatch => {
    const nim = host?.nim;
    const asked = loginOption.authType;
    if (host && nim?.options && sameId(nim.options.account, accid)) {
      const authType = asked ?? nim.options.authType ?? 0;
      if (authType !== 0 && nim.options.authType === undefined)
        throw failure('unsupported', `make your instance with \`authType: ${authType}\`: it can't be set afterwards`);
      connecting = host;
      before = { token: nim.options.token, authType: nim.options.authType };
      nim.setOptions({ token, authType });
      nim.connect();
      return host;
    }
    if (!sdk) throw failure('unsupported', 'an instance is of one account: give `sdk` too, so that others can log in');
    own = watchOver();
    connecting = own;
    const authType = asked ?? (provided ? 1 : 0);
    const account = { appKey: appKey(), account: accid, token, authType };
    own.made(sdk.getInstance({ ...options.options, ...own.hooks(options.options ?? {}), ...account } as never));
    return own;
  };

  /** Whether the account is logged in already. Whoever else is, is logged out if it was the port that logged them in. */
  const makeWay = async (accid: string): Promise<boolean> => {
    if (appKey() === undefined) throw failure('notInitialized', 'call initialize() first');
    const there = loggedIn();
    if (sameId(there?.login?.accid, accid)) return true;
    if (there && there !== ours)
      throw failure('alreadyLoggedIn', 'the host has another account logged in: log that out first');
    for (const watch of [there, own]) if (watch) await end(watch);
    return false;
  };

  const close = async () => {
    used = false;
    opened = undefined;
    if (ours) await end(ours);
    // A login that is still there is the host's, and the instance with it.
    if (own?.login) host = own;
    else if (own) await end(own);
    own = undefined;
    look();
  };

  host = options.nim && watchOver(options.nim);
  return {
    get nim() {
      return loggedIn()?.nim ?? host?.nim ?? own?.nim;
    },

    adopt(nim) {
      const unfit = misfitInstance(nim);
      if (unfit) throw unfit;
      if (host?.nim === nim) return;
      if (own?.nim === nim) {
        [host, own, ours] = [own, undefined, undefined];
        return;
      }
      // Whoever the port was logging in meanwhile, their instance is gone or is to give way, and says no more.
      turns.overtake('a login of the host');
      host?.forget();
      host = watchOver(nim);
      look();
      const { login } = host;
      if (login) events.emit({ type: 'loggedIn', accid: login.accid });
    },

    status() {
      look();
      const login = loggedIn()?.login;
      const key = appKey();
      const app = key === undefined ? {} : { appKey: key };
      if (login) return { phase: 'loggedIn', ...app, ...login };
      return key === undefined ? { phase: 'uninitialized' } : { phase: 'ready', ...app };
    },

    async initialize(request, signal) {
      await turns.initialize(signal);
      const unfit = misfitApp(appKey(), request.appKey);
      if (unfit) throw unfit;
      opened = request.appKey;
      used = true;
      look();
    },

    async login(account, signal) {
      const asked = await turns.login((free) => {
        const ready = async (self: LoginAttempt) => {
          await free();
          if (self.over) return false;
          used = true;
          look();
          return makeWay(account.accid);
        };
        const connectWith = (token: string) => connect(account.accid, token, !(account.token instanceof Secret));
        return new LoginAttempt({ account, option: loginOption, signal, ready, connect: connectWith, undo: end });
      });
      if (turns.attempt === asked) connecting = undefined;
    },

    async logout() {
      const ended = turns.overtake('logout()');
      const there = loggedIn();
      if (there) await end(there);
      await ended;
    },

    subscribe(listener) {
      const stop = events.subscribe(listener);
      look();
      return () => {
        stop();
        look();
      };
    },

    close: () => turns.close(close),
  };
}
