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
  /**
   * What comes while the port is being closed waits for that: it would find things set up that are about to go. Whatever a kit
   * throws on the way, or the host's `nim()`, crosses the port as a `SessionError`.
   */
  const run: Calls['run'] = async (name, signal, work) => {
    const closed = closing?.catch(() => {});
    try {
      return await calls.run(name, signal, async (call) => {
        if (closed) await call.until(closed);
        return work(call);
      });
    } catch (error) {
      throw driver.errors.of(name, error);
    }
  };

  return {
    status: () => meetings.status(),
    initialize: (request, signal) => run('initialize', signal, (call) => meetings.initialize(request, call)),
    login: (account, mode, signal) => run('login', signal, (call) => meetings.login(account, mode, call)),
    async logout() {
      await calls.overtake('logout()', ['login', 'join', 'joinAnonymously']);
      await run('logout', undefined, () => meetings.logout());
    },
    join: (request, signal) => run('join', signal, (call) => meetings.join(request, call)),
    joinAnonymously: (request, signal) =>
      run('joinAnonymously', signal, (call) => meetings.joinAnonymously(request, call)),
    async leave() {
      await calls.overtake('leave()', ['join', 'joinAnonymously']);
      await run('leave', undefined, () => meetings.leave());
    },
    subscribe: (listener) => events.subscribe(listener),
    close() {
      // Each time: what waits for the first close() is not to take effect after the second.
      const ended = calls.overtake('close()');
      const close = async (): Promise<void> => {
        await ended;
        await meetings.close().catch((error: unknown) => {
          throw driver.errors.of('close', error);
        });
      };
      closing ??= close().finally(() => {
        closing = undefined;
      });
      return closing;
    },
  };
}
