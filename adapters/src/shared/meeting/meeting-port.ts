import type { MeetingEvent, MeetingPort } from '@partyline/core';
import { type HostNimOption, ImBridge } from '../bridge/im-bridge.ts';
import { Calls } from '../calls.ts';
import { Emitter } from '../emitter.ts';
import type { KitDriver, KitListener } from './kit-driver.ts';
import { Meetings } from './meetings.ts';

/** A `MeetingPort` over a vendor's kit that may ride on the host's IM. */
export function meetingPort(
  nim: HostNimOption | undefined,
  drive: (bridge: ImBridge | undefined, listener: KitListener) => KitDriver,
): MeetingPort {
  // What a listener throws is its own affair: the others, the kit among them, still hear the event.
  const events = new Emitter<MeetingEvent>((error) => console.error(error));
  const bridge = nim && new ImBridge(nim);
  const driver = drive(bridge, { ended: (event) => meetings.kitEnded(event) });
  const meetings = new Meetings(driver, bridge, (event) => events.emit(event));
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
