import { createMemoryCloud, ManualClock, type MemoryCloud } from '@partyline/adapters/memory';
import type { Scheduler } from 'fast-check';
import { appKey, im, meeting, rooms } from './people.ts';
import { Scene, type Setting } from './scene.ts';

export interface WorldSetting extends Setting {
  /** Whether adapters obey their abort signals. */
  readonly obedient: boolean;
}

/** Timers that the scheduler fires: in any order, one hop of a port call each. */
function hops(scheduler: Scheduler) {
  return {
    setTimeout(callback: () => void) {
      const timer = { off: false };
      scheduler.schedule(Promise.resolve(), 'hop').then(() => timer.off || callback());
      return timer;
    },
    clearTimeout(timer: unknown) {
      (timer as { off: boolean }).off = true;
    },
  };
}

/** A scene over the fakes, and everybody that the session may meet. */
export class World extends Scene {
  readonly cloud: MemoryCloud;
  /** The session's own time; the ports' time is the scheduler's. */
  readonly clock: ManualClock;
  readonly #obedient: boolean;
  #hostActs = false;

  constructor(setting: WorldSetting, scheduler: Scheduler) {
    const cloud = createMemoryCloud({ appKey, clock: hops(scheduler) });
    const clock = new ManualClock();
    const { directory, ...ports } = cloud.ports;
    const truth = {
      im: () => cloud.im.status(),
      meeting: () => cloud.meeting.status(),
      boundAccid: (userUuid: string) => cloud.server.boundAccid(userUuid),
    };
    super(setting, truth, (scene) => {
      // Before the session hears of anything: whose login it is must be known by then.
      cloud.host.subscribe((event) => {
        if (event.type === 'loggedIn') scene.host = this.#hostActs ? event.accid : null;
        else if (event.type !== 'lineDown' && event.type !== 'lineUp') scene.host = null;
      });
      return { ...ports, clock, ...(setting.directory && { directory }) };
    });
    this.cloud = cloud;
    this.clock = clock;
    this.#obedient = setting.obedient;
    this.populate();
    this.travel();
  }

  /** Accounts, bindings and rooms as they are at the start, and again once everything is healed. */
  populate(): void {
    this.cloud.server
      .addImAccount(im.alice)
      .addImAccount(im.bob)
      .addMeetingAccount({ ...meeting.ann, accid: 'alice' })
      .addMeetingAccount({ ...meeting.ben, accid: 'bob' })
      .addRoom(rooms.open)
      .addRoom(rooms.secret);
  }

  /** Every call travels to the port, and its answer travels back. */
  travel(): void {
    this.cloud.faults.always('all', { delay: 1, answerDelay: 1, ...(!this.#obedient && { ignoreAbort: true }) });
  }

  hostDoes(act: () => void): void {
    this.#hostActs = true;
    this.quiet = null;
    try {
      act();
    } catch {
      // The server refused the host: nothing happened.
    } finally {
      this.#hostActs = false;
    }
  }
}
