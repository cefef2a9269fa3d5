import type { MeetingEvent, MeetingPort } from '@partyline/core';
import { Calls } from '../shared/calls.ts';
import { Emitter } from '../shared/emitter.ts';
import { misfitOptions } from './fitness.ts';
import { Meetings } from './meetings.ts';
import type { NeroomPortOptions } from './options.ts';

/**
 * A `MeetingPort` over the vendor's web core (`window.NERoom`). Under reuse the kit rides on the IM instance that the host
 * hands in, of either generation; in mode owned it logs the IM in by itself.
 *
 * @throws SessionError `invalidInput` or `unsupported` when it can't work with what it is given; the message names the fix
 */
export function neroomPort(options: NeroomPortOptions): MeetingPort {
  const misfit = misfitOptions(options);
  if (misfit) throw misfit;

  // What a listener throws is its own affair: the others, the kit among them, still hear the event.
  const events = new Emitter<MeetingEvent>((error) => console.error(error));
  const meetings = new Meetings(options, (event) => events.emit(event));
  const calls = new Calls();
  let closing: Promise<void> | undefined;

  return {
    status: () => meetings.status(),
    initialize: (request, signal) => calls.run('initialize', signal, (call) => meetings.initialize(request, call)),
    login: (account, mode, signal) => calls.run('login', signal, (call) => meetings.login(account, mode, call)),
    async logout() {
      await calls.overtake('logout()', ['login', 'join', 'joinAnonymously']);
      await calls.run('logout', undefined, () => meetings.logout());
    },
    join: (request, signal) => calls.run('join', signal, (call) => meetings.join(request, call)),
    joinAnonymously: (request, signal) =>
      calls.run('joinAnonymously', signal, (call) => meetings.joinAnonymously(request, call)),
    async leave() {
      await calls.overtake('leave()', ['join', 'joinAnonymously']);
      await calls.run('leave', undefined, () => meetings.leave());
    },
    subscribe: (listener) => events.subscribe(listener),
    close() {
      const close = async (): Promise<void> => {
        await calls.overtake('close()');
        await meetings.close();
      };
      closing ??= close().finally(() => {
        closing = undefined;
      });
      return closing;
    },
  };
}
