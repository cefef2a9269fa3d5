import { type RoomRequest, SessionError } from '@partyline/core';
import type { Call } from '../shared/calls.ts';
import { answers } from '../shared/meeting/answers.ts';
import type { RoomVisit } from '../shared/meeting/kit-driver.ts';
import type { KitErrors, Meanings } from '../shared/meeting/kit-errors.ts';
import type { NeRoomContext, NeRoomKit } from './sdk.ts';

/** What codes stand for when they answer a join. */
const meant: Meanings = {
  402: ['credentialsExpired', 'the meeting login does not hold any more'],
};

/**
 * Enters a room: to the web core the meeting number is the room's uuid, and the room is there already. A call that ends
 * before the kit is in leaves as soon as it is.
 */
export async function enterRoom(
  kit: NeRoomKit,
  errors: KitErrors,
  { meetingNum, displayName, password }: RoomRequest,
  role: string,
  call: Call,
  onEnded: (reason: string) => void,
): Promise<RoomVisit> {
  const entering = kit.roomService.joinRoom(
    { roomUuid: meetingNum, role, userName: displayName, ...(password && { password: password.open() }) },
    {},
  );
  let context: NeRoomContext | undefined;
  try {
    context = (await call.until(entering)).data;
  } catch (error) {
    entering.then(({ data }) => data?.leaveRoom()).catch(() => {});
    call.check();
    throw errors.of('joinRoom', error, meant);
  }
  if (!context) {
    throw new SessionError('vendor', {
      message: 'the meeting kit answered no room',
      vendor: errors.detail('joinRoom'),
    });
  }
  const room = context;
  let here = true;
  room.addRoomListener({
    onRoomEnded: (reason) => {
      if (!here) return;
      here = false;
      onEnded(String(reason));
    },
  });
  return {
    meetingNum,
    async leave() {
      if (!here) return;
      here = false;
      await answers(() => room.leaveRoom());
    },
  };
}
