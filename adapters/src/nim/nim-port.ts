import { type ImEvent, type ImPort, SessionError } from '@partyline/core';
import { Emitter } from '../shared/emitter.ts';
import { misfitOptions } from './fitness.ts';
import { instanceSource } from './instance.ts';
import { logOut, settled } from './log-out.ts';
import { LoginAttempt } from './login-attempt.ts';
import { LoginWatch } from './login-watch.ts';
import type { NimPortOptions } from './options.ts';

const superseded = (by: string) => new SessionError('superseded', { message: `nimPort: overtaken by ${by}` });

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
  let watch: LoginWatch | undefined;
  let attempt: LoginAttempt | undefined;
  /** Whom this port logged in, until that login is over. */
  let ours: string | undefined;
  /** Something was asked of the port since it was made or closed. */
  let used = false;
  let closes = 0;
  let closing: Promise<void> | undefined;

  const tell = (event: ImEvent) => {
    if (event.type === 'loggedIn') ours = attempt?.logsIn(event.accid) ? event.accid : undefined;
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
    await attempt?.done.catch(() => {});
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

  return {
    status: () => look()?.status() ?? { phase: 'uninitialized' },

    async initialize({ appKey }, signal) {
      const before = closes;
      await closing;
      if (signal.aborted) throw new SessionError('aborted', { cause: signal.reason });
      if (closes !== before) throw superseded('close()');
      source.open(appKey);
      used = true;
      look();
    },

    async login(account, signal) {
      const earlier = attempt?.end(superseded('a later login'));
      const ready = async () => {
        await earlier;
        await closing;
        used ||= !asked.over;
        const here = look();
        if (!here) throw new SessionError('notInitialized', { message: 'nimPort: call initialize() first' });
        await settled(here.nim);
        await here.rest();
        return here;
      };
      const mayEnd = (accid: string) => accid === ours;
      const asked = new LoginAttempt({ account, option: options.loginOption ?? {}, signal, ready, mayEnd });
      attempt = asked;
      await asked.done;
    },

    async logout() {
      const here = look();
      const ended = attempt?.end(superseded('logout()'));
      if (here?.status().phase === 'loggedIn') await logOut(here.nim);
      await ended;
      here?.flush();
    },

    subscribe(listener) {
      const stop = events.subscribe(listener);
      look();
      return () => {
        stop();
        look();
      };
    },

    close() {
      closes += 1;
      attempt?.end(superseded('close()'));
      closing ??= close().finally(() => {
        closing = undefined;
      });
      return closing;
    },
  };
}
