import { SessionError } from '@partyline/core';
import type { Call } from '../shared/calls.ts';
import { answers } from '../shared/meeting/answers.ts';
import type { RoomVisit } from '../shared/meeting/kit-driver.ts';
import type { KitErrors, Meanings } from '../shared/meeting/kit-errors.ts';
import { meetingStatus, type NeMeetingService, type NeMeetingStatusListener, type NeResult } from './sdk.ts';

/** What codes stand for when they answer a join. */
const meant: Meanings = {
  402: ['credentialsExpired', 'the meeting login does not hold any more'],
};

/** The statuses that mean that one is out of the meeting. */
const out: readonly number[] = [meetingStatus.failed, meetingStatus.idle, meetingStatus.disconnecting];

/** Enters a meeting by one of the kit's ways. A call that ends before the kit is in leaves as soon as it is. */
export async function enterMeeting(
  service: NeMeetingService,
  errors: KitErrors,
  meetingNum: string,
  entering: Promise<NeResult | undefined>,
  call: Call,
  onEnded: (reason: string) => void,
): Promise<RoomVisit> {
  const leave = async (): Promise<void> => {
    // Never `true`: a host who leaves must not end the meeting for everybody.
    await answers(() => service.leaveCurrentMeeting(false));
  };
  try {
    const answer = await call.until(entering);
    // Not every refusal rejects: an anonymous join resolves with a code, or with nothing at all.
    if (answer === undefined || answer.code !== 0) throw answer ?? {};
  } catch (error) {
    entering.then((late) => (late?.code === 0 ? leave() : undefined)).catch(() => {});
    call.check();
    throw errors.of('joinMeeting', error, meant);
  }
  let here = true;
  const listener: NeMeetingStatusListener = {
    onMeetingStatusChanged({ status, arg }) {
      if (!here || !out.includes(status)) return;
      here = false;
      service.removeMeetingStatusListener(listener);
      onEnded(arg === undefined ? `status ${status}` : String(arg));
    },
  };
  service.addMeetingStatusListener(listener);
  return {
    meetingNum,
    async leave() {
      if (!here) return;
      here = false;
      service.removeMeetingStatusListener(listener);
      await leave();
    },
  };
}

/** A service that is only there while the kit is initialised. */
export function needed<T>(service: T | undefined, errors: KitErrors, surface: string): T {
  if (service !== undefined) return service;
  throw new SessionError('vendor', {
    message: 'nemeetingPort: the kit is initialised but has no services',
    vendor: errors.detail(surface),
  });
}
