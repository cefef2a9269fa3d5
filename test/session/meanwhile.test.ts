// Between what an SDK does, its answer, and the undo of a call that was given up there are turns in which anything may be
// reported. Whichever it is and whenever it comes: once nothing is in flight, what the session says is true.
import type { SessionSnapshot } from '@partyline/core';
import { expect, test } from 'vitest';
import type { Truth } from './bare.ts';
import { flight } from './flights.ts';
import { reports } from './situations.ts';

/** What both SDKs say, in the session's words. */
function truly({ im, meeting }: Truth): string {
  const at = im.phase === 'loggedIn' ? im.accid : '-';
  if (meeting.phase !== 'loggedIn') return `${at} | -`;
  return `${at} | ${meeting.userUuid ?? 'guest'}${meeting.meetingNum === undefined ? '' : ` in ${meeting.meetingNum}`}`;
}

function said({ im, meeting, room }: SessionSnapshot): string {
  if (!meeting) return `${im?.accid ?? '-'} | -`;
  const who = meeting.kind === 'member' ? meeting.userUuid : 'guest';
  return `${im?.accid ?? '-'} | ${who}${room ? ` in ${room.meetingNum}` : ''}`;
}

/** More than the answer of a call and the end of the wait for it take. */
const most = 10;

test.each([
  'loggingInIm, asked',
  'loggingInIm, done',
  'loggingInMeeting, reused, asked',
  'loggingInMeeting, reused, done',
  'loggingInMeeting, owned, asked',
  'loggingInMeeting, owned, done',
  'joining, asked',
  'joining, done',
  'joiningAnonymously, asked',
  'joiningAnonymously, done',
] as const)('%s: given up, carried out, and a few turns later something is reported', async (name) => {
  for (const [label, report] of Object.entries(reports)) {
    for (let turns = 0; turns < most; turns++) {
      const { b, abort, go } = await flight(name);
      abort();
      await b.clock.settle();
      go();
      for (let turn = 0; turn < turns; turn++) await undefined;
      for (const happening of report(b)) b.happens(...happening);
      await b.clock.settle();
      const when = `${label}, ${turns} turns later`;
      expect([when, b.session.snapshot.busy, said(b.session.snapshot)]).toEqual([when, null, truly(b.truth)]);
    }
  }
});
