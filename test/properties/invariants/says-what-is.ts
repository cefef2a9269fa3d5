import type { Invariant, View } from './view.ts';

function aboutIm({ snapshot: { im: said }, im }: View): string | null {
  const now = im.phase === 'loggedIn' ? im : null;
  if (!said) return now ? `the IM is logged in as ${now.accid}, the session says nobody is` : null;
  if (!now) return `the session says ${said.accid}, the IM is ${im.phase}`;
  if (now.accid !== said.accid) return `the session says ${said.accid}, the IM ${now.accid}`;
  return now.line === said.line ? null : `the session says ${said.line}, the IM ${now.line}`;
}

function aboutMeeting({ snapshot, meeting }: View): string | null {
  const now = meeting.phase === 'loggedIn' ? meeting : null;
  const said = snapshot.meeting;
  if (!said) return now ? 'the kit is logged in, the session says nothing' : null;
  if (!now) return `the session says somebody is in the meeting, the kit is ${meeting.phase}`;
  if (now.anonymous !== (said.kind === 'anonymous')) return 'they disagree on who is a guest';
  if (said.kind === 'member' && now.userUuid?.toLowerCase() !== said.userUuid.toLowerCase()) {
    return `the session says ${said.userUuid}, the kit ${now.userUuid}`;
  }
  if (now.meetingNum !== snapshot.room?.meetingNum) {
    return `the session says room ${snapshot.room?.meetingNum}, the kit ${now.meetingNum}`;
  }
  return null;
}

function shape({ snapshot: { state, im, meeting, mode, room, failure } }: View): string | null {
  if ((meeting === null) !== (mode === null)) return 'mode without meeting, or the other way round';
  if (room && !meeting) return 'a room without a meeting login';
  if ((state === 'failed') !== (failure !== null)) return 'failure and state disagree';
  if (state === 'meetingLoggedIn' && (!meeting || !im)) return 'meetingLoggedIn without a meeting or an IM';
  if (state === 'meetingLoggedIn') return null;
  // A meeting that could not be ended: recover() closes it.
  if (state === 'failed' && meeting) return null;
  if (meeting) return `somebody is in the meeting in ${state}`;
  if (im?.owner === 'kit') return 'the kit owns the IM without a meeting';
  if (state === 'imLoggedIn' && !im) return 'imLoggedIn without an IM account';
  if ((state === 'imReady' || state === 'uninitialized') && im) return `an IM account in ${state}`;
  if (failure?.recoverTo === 'imLoggedIn' && !im) return 'recoverTo imLoggedIn with nobody logged in';
  if (failure?.recoverTo === 'imReady' && im) return 'recoverTo imReady with somebody logged in';
  return null;
}

export const saysWhatIs: Invariant = {
  name: '9 at rest, the session says what the SDKs say',
  check(view) {
    const wrong = shape(view);
    // Before the set-up nothing is said; a set-up that broke down is not relied on until recover() read it afresh.
    if (wrong !== null || view.snapshot.state === 'uninitialized') return wrong;
    if (view.snapshot.failure?.recoverTo === 'uninitialized') return view.snapshot.im ? aboutIm(view) : null;
    // Failed: a meeting that could not be ended is closed by recover(); until then nothing is claimed of it.
    if (view.snapshot.state === 'failed' && !view.snapshot.meeting) return aboutIm(view);
    return aboutIm(view) ?? aboutMeeting(view);
  },
};
