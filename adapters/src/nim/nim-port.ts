import { type ImEvent, type ImPort, SessionError } from '@partyline/core';
import { Emitter } from '../shared/emitter.ts';
import { Turns } from '../shared/login/turns.ts';
import { misfitOptions } from './fitness.ts';
import { instanceSource } from './instance.ts';
import { logOut, settled } from './log-out.ts';
import { LoginAttempt } from './login-attempt.ts';
import { LoginWatch } from './login-watch.ts';
import type { NimPortOptions } from './options.ts';
import { vendorError } from './vendor-error.ts';

/**
 * An `ImPort` over nim-web-sdk-ng 10.x (V2NIM), in a browser or in Node. Takes the host's own instance (`nim`), or the SDK
 * (`sdk`) to use the one instance that it has, or to make it.
 *
 * @throws SessionError `invalidInput` or `unsupported` when it can't work with what it is given; the message names the fix
 */
export function nimPort(options: NimPortOptions): ImPort {
  const misfit = misfitOptions(options);
  if (misfit) throw misfit;

  const source = instanceSource(options);
  // What a listener throws is its own affair: the others, the SDK's among them, still hear the event.
  const events = new Emitter<ImEvent>((error) => console.error(error));
  const turns = new Turns<LoginAttempt>('nimPort');
  let watch: LoginWatch | undefined;
  /** Whom this port logged in, until that login is over. */
  let ours: string | undefined;
  /** Something was asked of the port since it was made or closed. */
  let used = false;

  const tell = (event: ImEvent) => {
    if (event.type === 'loggedIn') ours = turns.attempt?.logsIn(event.accid) ? event.accid : undefined;
    else if (event.type !== 'lineDown' && event.type !== 'lineUp') ours = undefined;
    events.emit(event);
  };
  /** The watch over the instance that the host sees now. It listens as soon as somebody needs it to. */
  const look = () => {
    const nim = source.find();
    if (watch?.nim !== nim) {
      watch?.stop();
      watch = nim && new LoginWatch(nim, tell);
    }
    if (used || events.size > 0) watch?.start();
    else watch?.stop();
    return watch;
  };
  const close = async () => {
    const here = look();
    used = false;
    if (here) {
      if (ours !== undefined) await logOut(here.nim);
      here.flush();
      // A login that is still there is the host's, who then has the instance too.
      await source.release(here.busy);
    }
    look();
  };

  /** Whatever the SDK throws on the way crosses the port as a `SessionError`. */
  const told = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      throw vendorError(error, watch?.version);
    }
  };

  return {
    status: () => look()?.status() ?? { phase: 'uninitialized' },

    initialize: ({ appKey }, signal) =>
      told(async () => {
        await turns.initialize(signal);
        source.open(appKey);
        used = true;
        look();
      }),

    async login(account, signal) {
      const { loginOption: option = {} } = options;
      const mayEnd = (accid: string) => accid === ours;
      await turns.login((free) => {
        const ready = async (asked: LoginAttempt) => {
          await free();
          used ||= !asked.over;
          const here = look();
          if (!here) throw new SessionError('notInitialized', { message: 'nimPort: call initialize() first' });
          await settled(here.nim);
          await here.rest();
          return here;
        };
        return new LoginAttempt({ account, option, signal, ready, mayEnd });
      });
    },

    logout: () =>
      told(async () => {
        const ended = turns.overtake('logout()');
        const here = look();
        if (here?.status().phase === 'loggedIn') await logOut(here.nim);
        await ended;
        here?.flush();
      }),

    subscribe(listener) {
      const stop = events.subscribe(listener);
      look();
      return () => {
        stop();
        look();
      };
    },

    close: () => turns.close(() => told(close)),
  };
}
