import {
  type Asked,
  type Context,
  type Facts,
  type ImFact,
  type MeetingFact,
  merged,
  noMeeting,
  nothing,
  type Reading,
  sameId,
} from './context.ts';

// What both ports' own status() amounts to. Every function here is pure.

/** Whose an IM login is. */
export const imFacts = ({ accid, line }: Omit<ImFact, 'owner'>, owner: ImFact['owner']) => ({
  im: { accid, owner, line },
  strayIm: null,
});

/** A meeting login as a fact. */
export const memberFact = (userUuid: string): MeetingFact => ({ kind: 'member', userUuid });

/** Somebody is logged in at the IM SDK, or nobody is. Whose login is it? */
function imSeen(c: Context, im: Reading['im'], landed: Asked): Facts {
  const { asked, strayIm } = c;
  if (!im) {
    // One that turned up late and went is not awaited any more: whoever is there next came by themselves.
    return { im: null, strayIm: null, asked: sameId(c.im?.accid, asked.im) ? nothing : asked };
  }
  const { accid } = im;
  if (c.im && c.im.owner !== 'kit' && sameId(c.im.accid, accid)) return imFacts(im, c.im.owner);
  // A login that a call of ours asked for, the kit's own among them: its answer decides.
  if (c.pending && (asked.mode === 'owned' || sameId(asked.im, accid))) return {};
  if (![landed.im, asked.im, strayIm].some((id) => sameId(id, accid))) return imFacts(im, 'host');
  // One that an abandoned call asked for is ours to undo; once nothing can be relied on, recover() closes the SDK.
  return c.broken ? imFacts(im, 'session') : { im: null, strayIm: accid };
}

/** The facts that both ports' own `status()` amounts to. `landed`: what abandoned calls brought about after all. */
export function believe(c: Context, { im, meeting: kit }: Reading, landed = c.broken ? c.asked : nothing): Facts {
  // Before the set-up is complete nothing is said about logins.
  if (c.kit !== 'ready' && !c.failure) return {};
  if (!kit) return merged(imSeen(c, im, landed), noMeeting);
  // Ids are shown as the port spells them.
  const meeting = c.meeting?.kind === 'member' && kit.userUuid ? memberFact(kit.userUuid) : c.meeting;
  const asked = landed.meeting;
  const isOurs =
    asked && (kit.userUuid === undefined || (asked.kind === 'member' && sameId(kit.userUuid, asked.userUuid)));
  const late = !meeting && isOurs ? asked : null;
  const mode = late ? (landed.mode ?? null) : c.mode;
  // The kit's own IM login is the kit's affair for as long as the kit is in, and nobody took its place.
  const isKits = mode === 'owned' && (!im || !c.im || sameId(c.im.accid, im.accid));
  const seen = isKits ? c.im && im && imFacts(im, 'kit') : imSeen(c, im, landed);
  // A meeting that lost the login it rides on is stray, and so is a guest without a room; a failed session gives up on it once.
  const inRoom = kit.meetingNum !== undefined;
  const isLost = meeting?.kind === 'anonymous' && !inRoom;
  const strays = isLost || (!c.failure && !isKits && !sameId(seen?.im?.accid, c.im?.accid));
  const strayMeeting = c.strayMeeting ?? late ?? (strays ? meeting : null);
  const room = inRoom ? c.room : null;
  const isNew = strayMeeting && !c.strayMeeting;
  const strayRoom = inRoom && Boolean(c.strayRoom || isNew || (!room && landed.room));
  const now: Facts = { meeting, mode, room, strayMeeting, strayRoom };
  return merged(now, seen, isNew && !late && { undoing: null });
}

/** What a command finds: of a session that cannot be relied on, what the ports say as it is given. */
export const afresh = (c: Context, reading: Reading | undefined): Context =>
  c.broken && reading ? { ...c, ...believe(c, reading) } : c;

/** What is known once a call was answered: what it changed for certain, and what both ports say now. */
export function answered(c: Context, reading: Reading, certain?: Facts | null): Facts {
  // Until the ports are closed, a call that was never answered may still turn up.
  const asked = { ...c, ...certain }.broken ? c.asked : nothing;
  const known = merged({ pending: reading.open, asked }, certain);
  return merged(known, believe({ ...c, ...known }, reading, reading.landed ? c.asked : undefined));
}
