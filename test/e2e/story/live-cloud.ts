import type { KickReason } from '@partyline/core';
import { type EmulatorEvent, type FaultEffect, type KickReason as Reason, startEmulator } from '@partyline/emulator';
import { appKey, im, meeting, rooms, token } from '../../properties/world/people.ts';
import { kitCall } from '../emulator-http/signed-client.ts';
import type { Line } from './page/journal.ts';

const reasons: Readonly<Record<KickReason, Reason>> = { otherClient: 1, server: 2, kickedByClient: 3, quiet: 4 };
const bound: Readonly<Record<string, string>> = { ann: 'alice', ben: 'bob', holder: 'holder' };
const holder = { user: 'holder', token: 'holder-meets' };
const kinds = { login: { service: 'link', command: 'login' }, kit: { service: 'kit' } } as const;

/** The vendor's cloud of one random run. Every call is plain data both ways: it comes from a page. */
export interface LiveCloud {
  kick(accid: string, reason: KickReason): Promise<void>;
  /** Cuts every line. While the network is `cut`, none comes up again. */
  drop(network: 'up' | 'cut'): Promise<void>;
  /** Ends every fault, and the cut. */
  heal(): Promise<void>;
  changeImToken(accid: string, token: string): Promise<void>;
  changeMeetingToken(userUuid: string, token: string): Promise<void>;
  /** The next call of this kind suffers it. */
  fault(on: keyof typeof kinds, effect: FaultEffect): Promise<void>;
  /** Everybody is sent out of the room, which opens anew. */
  endRoom(): Promise<void>;
  /** Everything as it was at the start. */
  restore(): Promise<void>;
  /** Who is logged in on the wire. */
  online(): Promise<string[]>;
  /** Logins that were accepted while somebody was still logged in. */
  overlaps(): Promise<string[]>;
  /** What it saw of late, in order. */
  lately(): Promise<Line[]>;
  close(): Promise<void>;
}

/** An event of the emulator's in one line; what packets and bodies hold is left out. */
function line({ at, type, ...detail }: EmulatorEvent): Line {
  const told = JSON.stringify(detail, (key, value) =>
    ['body', 'request', 'response'].includes(key) ? undefined : value,
  );
  return { at, text: `  cloud: ${type} ${told}` };
}

/** Opens a cloud that knows the people of the property suite. */
export async function openLiveCloud(): Promise<LiveCloud & { readonly url: string }> {
  const emulator = await startEmulator({ apps: [{ appKey, appSecret: 'secret' }] });
  for (const accid of ['alice', 'bob', 'holder']) emulator.addImAccount({ appKey, accid, token: token(accid) });
  for (const { userUuid, token: userToken } of [
    meeting.ann,
    meeting.ben,
    { userUuid: 'holder', token: holder.token },
  ]) {
    emulator.addMeetingAccount({ appKey, userUuid, userToken, accid: bound[userUuid] ?? userUuid });
  }
  const lines = new Map<number, string>();
  const overlaps: string[] = [];
  const events: EmulatorEvent[] = [];
  emulator.onEvent((event) => {
    events.push(event);
    // The current SDK may leave the socket of a login that was called off open: nobody is logged in on it any more.
    if (event.type === 'frame' && event.direction === 'out' && event.name === 'logout') lines.delete(event.line);
    if (event.type !== 'line') return;
    if (event.change === 'close') lines.delete(event.line);
    if (event.change !== 'login') return;
    if (lines.size > 0) overlaps.push(`${event.accid} while ${[...lines.values()].join()} is logged in`);
    lines.set(event.line, event.accid ?? '');
  });
  const room = async (call: string, body?: object): Promise<void> => {
    const [method, path] = call.split(' ');
    await kitCall(emulator, `${method} /scene/apps/${appKey}/v2/rooms/${path}`, holder, body);
  };
  const openRooms = async (): Promise<void> => {
    for (const { meetingNum, password } of [{ ...rooms.open, password: undefined }, rooms.secret]) {
      const secret = password === undefined ? {} : { password };
      await room(`PUT ${meetingNum}`, secret);
      await room(`POST ${meetingNum}/entry`, { role: 'host', ...secret });
    }
  };
  /** The first fault strikes: this one, which does nothing, stands between all others and the rooms' host. */
  const clearFaults = (): void => {
    emulator.clearFaults();
    emulator.addFault({ on: { service: 'kit', account: holder.user }, effect: { delayMs: 0 } });
  };
  clearFaults();
  await openRooms();

  return {
    url: emulator.url,
    kick: async (accid, reason) => void emulator.kick({ appKey, accid, reason: reasons[reason] }),
    async drop(network) {
      if (network === 'cut')
        emulator.addFault({ on: { service: 'link', command: 'connect' }, effect: { close: true } });
      for (const accid of new Set(lines.values())) {
        if (!accid.startsWith('guest')) emulator.line({ appKey, accid, action: 'drop' });
      }
    },
    heal: async () => clearFaults(),
    changeImToken: async (accid, token) => emulator.changeToken({ appKey, accid, token }),
    changeMeetingToken: async (userUuid, userToken) => emulator.changeToken({ appKey, userUuid, userToken }),
    fault: async (on, effect) => emulator.addFault({ on: kinds[on], effect, times: 1 }),
    async endRoom() {
      await room(`DELETE ${rooms.open.meetingNum}`);
      await openRooms();
    },
    async restore() {
      clearFaults();
      for (const account of [im.alice, im.bob]) emulator.changeToken({ appKey, ...account });
      for (const { userUuid, token: userToken } of [meeting.ann, meeting.ben]) {
        emulator.changeToken({ appKey, userUuid, userToken });
      }
    },
    online: async () => [...lines.values()],
    overlaps: async () => [...overlaps],
    lately: async () => events.slice(-120).map(line),
    close: () => emulator.close(),
  };
}
