import { createMemoryCloud, ManualClock, type MemoryCloud } from '@partyline/adapters/memory';
import { createSession, isSessionError, type Session, type SessionOptions } from '@partyline/core';

export const alice = { accid: 'alice', token: 'alice-token' };
export const bob = { accid: 'bob', token: 'bob-token' };
/** Bound to alice. */
export const ann = { userUuid: 'ann', token: 'ann-token' };
/** Bound to bob. */
export const ben = { userUuid: 'ben', token: 'ben-token' };
export const room = { meetingNum: '100', displayName: 'Me' };
export const hop = { delay: 10, answerDelay: 10 };

export interface App {
  readonly cloud: MemoryCloud;
  readonly clock: ManualClock;
  readonly session: Session;
}

/** A session over the fakes. Port calls answer at once until a test says otherwise. */
export function app(options: Partial<SessionOptions> & { readonly directory?: boolean } = {}): App {
  const { directory = true, ...rest } = options;
  const clock = new ManualClock();
  const cloud = createMemoryCloud({ appKey: 'app', clock });
  cloud.server
    .addImAccount(alice)
    .addImAccount(bob)
    .addMeetingAccount({ ...ann, accid: 'alice' })
    .addMeetingAccount({ ...ben, accid: 'bob' })
    .addRoom({ meetingNum: '100' });
  const { directory: port, ...ports } = cloud.ports;
  const session = createSession({ ...ports, ...(directory && { directory: port }) }, { appKey: 'app', ...rest });
  return { cloud, clock, session };
}

/** How a command ended so far: `pending`, `resolved`, or the kind of its error. */
export function outcome(command: Promise<unknown>): { now: string; error?: unknown } {
  const seen: ReturnType<typeof outcome> = { now: 'pending' };
  command.then(
    () => {
      seen.now = 'resolved';
    },
    (error: unknown) => {
      seen.now = isSessionError(error) ? error.kind : `not a SessionError: ${String(error)}`;
      seen.error = error;
    },
  );
  return seen;
}
