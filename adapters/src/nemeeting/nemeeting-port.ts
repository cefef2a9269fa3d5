import type { MeetingPort } from '@partyline/core';
import { meetingPort } from '../shared/meeting/meeting-port.ts';
import { NemeetingDriver } from './driver.ts';
import { misfitOptions } from './fitness.ts';
import type { NemeetingPortOptions } from './options.ts';

/**
 * A `MeetingPort` over NEMeetingKit 4.x, the meeting with its user interface. Under reuse the kit rides on the IM instance
 * that the host hands in, of either generation; in mode owned it logs the IM in by itself.
 *
 * @throws SessionError `invalidInput` or `unsupported` when it can't work with what it is given; the message names the fix
 */
export function nemeetingPort(options: NemeetingPortOptions): MeetingPort {
  const misfit = misfitOptions(options);
  if (misfit) throw misfit;
  return meetingPort(options.nim, (bridge, listener) => new NemeetingDriver(options, bridge, listener));
}
