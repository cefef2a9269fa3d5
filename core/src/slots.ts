import { type Answer, placeholder } from './call.ts';
import type { ImLogin } from './ports/im.ts';
import type { MeetingLogin, Mode, RoomRequest } from './ports/meeting.ts';
import type { ReusePolicy } from './rules.ts';

/** The machine's actor slots, one per thing that a port can be asked. Unfilled here; a session fills them from its ports. */
export const slots = {
  watchIm: placeholder<void, never>(),
  watchMeeting: placeholder<void, never>(),
  initializeIm: placeholder<{ readonly appKey: string }, Answer<'initialized' | 'adopted'>>(),
  initializeMeeting: placeholder<{ readonly appKey: string; readonly reuse: ReusePolicy }, Answer>(),
  loginIm: placeholder<ImLogin | undefined, Answer>(),
  askDirectory: placeholder<string | undefined, Answer<string | undefined>>(),
  loginMeeting: placeholder<
    { readonly account: MeetingLogin | undefined; readonly mode: Mode },
    Answer<{ readonly accid: string }>
  >(),
  joinMeeting: placeholder<RoomRequest | undefined, Answer<{ readonly meetingNum: string }>>(),
  joinAnonymously: placeholder<
    RoomRequest | undefined,
    Answer<{ readonly accid: string; readonly meetingNum: string }>
  >(),
  /** Waits until no abandoned call is out any more, at most the step deadline. */
  settle: placeholder<void, Answer>(),
  leaveMeeting: placeholder<void, Answer>(),
  logoutMeeting: placeholder<void, Answer>(),
  logoutIm: placeholder<void, Answer>(),
  closeMeeting: placeholder<void, Answer>(),
  closeIm: placeholder<void, Answer>(),
};

export type Slots = typeof slots;
