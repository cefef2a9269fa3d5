import { placeholder } from './call.ts';
import type { ImLogin } from './ports/im.ts';
import type { MeetingLogin, Mode, RoomRequest } from './ports/meeting.ts';
import type { ReusePolicy } from './rules.ts';

/** The machine's actor slots, one per thing that a port can be asked. Empty here; a session fills them from its ports. */
export const slots = {
  /** Passes both ports' events on for as long as the session lives. */
  watch: placeholder<void>(),
  initializeIm: placeholder<{ readonly appKey: string }>(),
  initializeMeeting: placeholder<{ readonly appKey: string; readonly reuse: ReusePolicy }>(),
  loginIm: placeholder<ImLogin | undefined>(),
  askDirectory: placeholder<string | undefined>(),
  loginMeeting: placeholder<{ readonly account: MeetingLogin | undefined; readonly mode: Mode }>(),
  joinMeeting: placeholder<RoomRequest | undefined>(),
  joinAnonymously: placeholder<RoomRequest | undefined>(),
  /** Waits until no abandoned call is out any more, at most the step deadline. */
  settle: placeholder<void>(),
  leaveMeeting: placeholder<void>(),
  logoutMeeting: placeholder<void>(),
  logoutIm: placeholder<void>(),
  closeMeeting: placeholder<void>(),
  closeIm: placeholder<void>(),
};

export type Slots = typeof slots;
