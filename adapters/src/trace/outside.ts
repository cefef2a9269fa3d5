import { Secret } from '@partyline/core';
import type { MemoryCloud } from '../memory/cloud.ts';
import type { MemoryDevice } from '../memory/device.ts';
import type { Fault } from '../memory/faults.ts';
import type { Effect, OutsideAct } from './act.ts';
import type { Happening } from './entry.ts';
import { plainReport } from './plain.ts';
import type { Setting } from './setting.ts';
import type { Wallet } from './wallet.ts';

const { signal } = new AbortController();

/** Everybody on a fake cloud who is not the session: the host app, a kit by itself, another phone, server, network. */
export class Outside {
  readonly #cloud: MemoryCloud;
  readonly #wallet: Wallet;
  readonly #setting: Setting;
  readonly #note: (happening: Happening) => void;
  readonly #abort: (call: number) => void;
  #kit: MemoryDevice | undefined;
  #pace = 0;
  #frozen = false;

  constructor(
    parts: { readonly cloud: MemoryCloud; readonly wallet: Wallet; readonly setting: Setting },
    note: (happening: Happening) => void,
    abort: (call: number) => void,
  ) {
    this.#cloud = parts.cloud;
    this.#wallet = parts.wallet;
    this.#setting = parts.setting;
    this.#note = note;
    this.#abort = abort;
  }

  /** What the kit that runs beside the session says, if there is one. */
  get kitAlone(): { readonly im: object; readonly meeting: object } | null {
    return this.#kit ? { im: this.#kit.im.status(), meeting: this.#kit.meeting.status() } : null;
  }

  /** Does it. Throws what the fakes throw when it cannot be done. */
  do(act: OutsideAct): unknown {
    const { server, host, network, faults } = this.#cloud;
    const wallet = this.#wallet;
    switch (act.do) {
      case 'abort':
        return this.#abort(act.call);
      case 'hostLogin':
        return host.login({ accid: act.accid, token: wallet.im(act.accid) });
      case 'hostLogout':
        return host.logout();
      case 'kitAlone':
        return this.#kitLogsIn(act.userUuid);
      case 'kitAloneEnds':
        return this.#kit?.meeting.logout();
      case 'loginElsewhere':
        return this.#elsewhere(act.accid);
      case 'kick':
        return server.kick(act.accid, act.reason);
      case 'dropLine':
        return network.drop();
      case 'healLine':
        return network.heal();
      case 'freezeLine':
      case 'thawLine':
        this.#frozen = act.do === 'freezeLine';
        return this.#setPace();
      case 'pace':
        this.#pace = act.ms;
        return this.#setPace();
      case 'fault':
        return faults.once(act.method, this.#fault(act.effect));
      case 'clearFaults':
        faults.clear();
        return this.#setPace();
      case 'changeImToken':
        return wallet.changeIm(act.accid);
      case 'changeMeetingToken':
        return wallet.changeMeeting(act.userUuid);
      case 'expireMeetingToken':
        return server.expireMeetingToken(act.userUuid);
      case 'endMeetingLogin':
        return server.endMeetingLogin(act.userUuid);
      case 'enableIm':
        return server.setImAccountEnabled(act.accid, act.enabled);
      case 'openRoom':
        return server.addRoom({ meetingNum: act.meetingNum });
      case 'endRoom':
        return server.endRoom(act.meetingNum);
      case 'lockRoom':
        return server.setRoomLocked(act.meetingNum, act.locked);
      case 'removeFromRoom':
        return server.removeFromRoom(act.meetingNum, act.userUuid);
    }
  }

  /** Half of the time is the way there, half the way back. */
  #setPace(): void {
    const half = Math.round(this.#pace / 2);
    this.#cloud.faults.always('all', { delay: half, answerDelay: half, ...(this.#frozen && { never: true }) });
  }

  #fault(effect: Effect): Fault {
    const { command, step } = this.#setting.timeouts;
    switch (effect) {
      case 'never':
        return { never: true };
      case 'twice':
        return { twice: true };
      case 'late':
        return { answerDelay: command + 1, ignoreAbort: true };
      case 'ignoreAbort':
        return { delay: step, ignoreAbort: true };
      case 'network':
        return { kind: 'network' };
      case 'throws':
        return { throws: new Error('thrown by the script of faults') };
    }
  }

  async #kitLogsIn(userUuid: string): Promise<void> {
    const { appKey } = this.#cloud;
    if (!this.#kit) {
      this.#kit = this.#cloud.device();
      this.#kit.meeting.subscribe((event) => {
        const told = plainReport('kitAlone', event);
        if (told) this.#note(told);
      });
    }
    // Whatever it lost before, it is set up afresh: that is all that helps a kit that was kicked.
    await this.#kit.meeting.close();
    await this.#kit.meeting.initialize({ appKey, reuse: 'off' }, signal);
    await this.#kit.meeting.login({ userUuid, token: new Secret(this.#wallet.meeting(userUuid)) }, 'owned', signal);
  }

  async #elsewhere(accid: string): Promise<void> {
    const phone = this.#cloud.device();
    await phone.im.initialize({ appKey: this.#cloud.appKey }, signal);
    await phone.im.login({ accid, token: new Secret(this.#wallet.im(accid)) }, signal);
  }
}
