import { createMemoryCloud, ManualClock, type MemoryCloud, type MemoryDevice } from '@partyline/adapters/memory';
import { type ErrorKind, isSessionError, type ReusePolicy, Secret, type SessionError } from '@partyline/core';
import { expect } from 'vitest';

export const secret = (token: string) => new Secret(token);
export const never = new AbortController().signal;

export const alice = { accid: 'alice', token: secret('alice-token') };
export const bob = { accid: 'bob', token: secret('bob-token') };
/** Bound to alice. */
export const ann = { userUuid: 'ann', token: secret('ann-token') };
/** Bound to bob. */
export const ben = { userUuid: 'ben', token: secret('ben-token') };
export const room = { meetingNum: '100', displayName: 'Me' };

/** alice and bob have an IM account and a meeting account each; room 100 is open to everybody. */
export function populated(): MemoryCloud & { readonly clock: ManualClock } {
  const clock = new ManualClock();
  const cloud = createMemoryCloud({ appKey: 'app', clock });
  cloud.server
    .addImAccount({ accid: 'alice', token: 'alice-token' })
    .addImAccount({ accid: 'bob', token: 'bob-token' })
    .addMeetingAccount({ userUuid: 'ann', token: 'ann-token', accid: 'alice' })
    .addMeetingAccount({ userUuid: 'ben', token: 'ben-token', accid: 'bob' })
    .addRoom({ meetingNum: '100' });
  return { ...cloud, clock };
}

/** Brings both ports up as the session would under a policy. */
export async function up({ im, meeting }: MemoryDevice, reuse: ReusePolicy): Promise<void> {
  if (reuse !== 'off') await im.initialize({ appKey: 'app' }, never);
  await meeting.initialize({ appKey: 'app', reuse }, never);
}

/** What a device's ports report, in order, with what `status()` said at that moment. */
export function heard({ im, meeting }: MemoryDevice) {
  const log: string[] = [];
  const phases = () => `${im.status().phase}/${meeting.status().phase}`;
  im.subscribe(({ type }) => log.push(`im.${type} ${phases()}`));
  meeting.subscribe(({ type }) => log.push(`meeting.${type} ${phases()}`));
  return log;
}

/** The `SessionError` that a call rejects with; fails when it resolves or rejects with anything else. */
export async function refusal(call: Promise<unknown>, kind: ErrorKind): Promise<SessionError> {
  const error = await call.then(
    () => 'resolved',
    (thrown: unknown) => thrown,
  );
  if (!isSessionError(error)) throw new Error(`expected ${kind}, got ${String(error)}`);
  expect(error.kind).toBe(kind);
  return error;
}

/** How a call stands, without waiting for it. */
export function watch(call: Promise<unknown>): { state: 'pending' | 'resolved' | 'rejected'; error?: unknown } {
  const seen: ReturnType<typeof watch> = { state: 'pending' };
  call.then(
    () => {
      seen.state = 'resolved';
    },
    (error: unknown) => {
      seen.state = 'rejected';
      seen.error = error;
    },
  );
  return seen;
}
