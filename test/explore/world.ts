import type { Reading, ReusePolicy } from '@partyline/core';

/** Which meeting account is bound to which IM account, on the server. */
export const bound: Readonly<Record<string, string>> = { mA: 'a', mB: 'b' };

/** A call that a port has been asked and that its caller, or nobody any more, waits for. */
export interface PendingCall {
  readonly src: string;
  /** The actor that asked; gone once the machine has stopped it. */
  readonly actor: string | null;
  /** The account, or the mode and account, that it is about. */
  readonly about: string;
  /** `sent`: the request travels. The others: it was acted on, and the answer travels. */
  readonly phase: 'sent' | 'done' | 'failed' | 'adopted';
  /** Overdue for so long that nobody counts on an answer any more. */
  readonly forgotten?: true;
}

/** What is really true: the SDKs' and the server's side of the story. */
export interface World {
  readonly imUp: boolean;
  /** Who is logged in at the IM SDK, and by whose doing. */
  readonly im: { readonly accid: string; readonly by: 'session' | 'host' | 'kit' | 'either' } | null;
  readonly lineDown: boolean;
  readonly kitUp: boolean;
  readonly kit: { readonly userUuid: string; readonly guest: boolean; readonly owned: boolean } | null;
  readonly room: boolean;
  readonly calls: readonly PendingCall[];
  /** A call that nobody waits for any more was carried out all the same. */
  readonly landed: boolean;
  /** An IM call that was given up never answered, and the SDK was not closed since: what it does next cannot be told. */
  readonly doubtful: boolean;
  /** The actor that waits until no call is out. */
  readonly settler: string | null;
}

export const emptyWorld: World = {
  imUp: false,
  im: null,
  lineDown: false,
  kitUp: false,
  kit: null,
  room: false,
  calls: [],
  landed: false,
  doubtful: false,
  settler: null,
};

/** An event that a port reports to the machine because of a change in the world. */
export type Report = { readonly type: string; readonly [key: string]: unknown };

export interface Change {
  readonly world: World;
  readonly reports: readonly Report[];
}

const loggedOut: Report = { type: 'im.loggedOut' };

/** The kit goes out; an IM login of its own goes with it. */
export function kitOut(world: World): Change {
  const ownIm = world.kit?.owned && world.im?.by === 'kit';
  return {
    world: { ...world, kit: null, room: false, im: ownIm ? null : world.im },
    reports: ownIm ? [loggedOut] : [],
  };
}

/** The SDK or the kit acts on a request that reached it. Says whether it worked. */
export function act(world: World, call: PendingCall, policy: ReusePolicy): Change & { readonly ok: boolean } {
  const same = { world, reports: [], ok: true };
  const no = { world, reports: [], ok: false };
  switch (call.src) {
    case 'initializeIm':
      return { ...same, world: { ...world, imUp: true } };
    case 'initializeMeeting':
      return { ...same, world: { ...world, kitUp: true, imUp: world.imUp || policy === 'off' } };
    case 'loginIm':
      if (!world.imUp) return no;
      return {
        ok: true,
        world: { ...world, im: { accid: call.about, by: world.doubtful ? 'either' : 'session' }, lineDown: false },
        reports: [{ type: 'im.loggedIn', accid: call.about }],
      };
    case 'loginMeeting': {
      const [mode, userUuid = ''] = call.about.split(':');
      if (!world.kitUp) return no;
      if (mode === 'reused') {
        if (world.im?.accid !== bound[userUuid]) return no;
        return { ...same, world: { ...world, kit: { userUuid, guest: false, owned: false } } };
      }
      return ownLogin(world, { userUuid, guest: false, owned: true }, bound[userUuid] ?? '');
    }
    case 'joinMeeting':
      return world.kit && !world.kit.guest ? { ...same, world: { ...world, room: true } } : no;
    case 'joinAnonymously': {
      const joined = ownLogin(world, { userUuid: '', guest: true, owned: true }, 'guest');
      return joined.ok ? { ...joined, world: { ...joined.world, room: true } } : no;
    }
    case 'leaveMeeting':
      return world.kit?.guest ? { ...kitOut(world), ok: true } : { ...same, world: { ...world, room: false } };
    case 'logoutMeeting':
      return { ...kitOut(world), ok: true };
    case 'logoutIm':
      // A logout ends the login that it was sent for, not one that the host made since.
      if (!world.im || world.im.by === 'host') return same;
      return { ok: true, world: { ...world, im: null }, reports: [loggedOut] };
    case 'closeMeeting': {
      const out = kitOut(world);
      return {
        ok: true,
        world: { ...out.world, kitUp: false, calls: open(world, call, /Meeting|Anonymously/) },
        reports: out.reports,
      };
    }
    case 'closeIm': {
      const mine = world.im?.by !== 'host';
      return {
        ok: true,
        world: {
          ...world,
          imUp: !mine,
          im: mine ? null : world.im,
          doubtful: Boolean(call.forgotten) && world.doubtful,
          calls: open(world, call, /Im$/),
        },
        reports: mine && world.im ? [loggedOut] : [],
      };
    }
    default:
      return same;
  }
}

/** The calls that closing a port leaves open: none of its own that came before. */
function open(world: World, close: PendingCall, closed: RegExp): readonly PendingCall[] {
  const before = world.calls.indexOf(close);
  return world.calls.filter(({ src }, at) => at >= before || !closed.test(src));
}

/** The kit logs its own IM account in; an SDK that is taken by somebody else makes it fail. */
function ownLogin(world: World, kit: NonNullable<World['kit']>, accid: string): Change & { readonly ok: boolean } {
  if (!world.kitUp || world.im) return { world, reports: [], ok: false };
  return {
    ok: true,
    world: { ...world, kit, im: { accid, by: 'kit' }, imUp: true, lineDown: false },
    reports: [{ type: 'im.loggedIn', accid }],
  };
}

/** An adapter that honours its signal takes back what it did. */
export function takeBack(world: World, call: PendingCall): Change {
  if (call.phase !== 'done') return { world, reports: [] };
  switch (call.src) {
    case 'initializeIm':
      return { world: world.im ? world : { ...world, imUp: false }, reports: [] };
    case 'initializeMeeting':
      return { world: { ...world, kitUp: false }, reports: [] };
    case 'loginIm':
      return world.im?.by === 'session' && world.im.accid === call.about
        ? { world: { ...world, im: null }, reports: [loggedOut] }
        : { world, reports: [] };
    case 'loginMeeting':
    case 'joinAnonymously':
      return kitOut(world);
    case 'joinMeeting':
      return { world: { ...world, room: false }, reports: [] };
    default:
      return { world, reports: [] };
  }
}

/** Who both ports' `status()` would say is logged in. */
export function reading({ im, lineDown, kit, room, calls }: World, landed = false): Reading {
  return {
    im: im && { accid: im.accid, line: lineDown ? 'reconnecting' : 'online' },
    meeting: kit && {
      anonymous: kit.guest,
      ...(kit.guest ? {} : { userUuid: kit.userUuid }),
      ...(room ? { meetingNum: '1' } : {}),
    },
    open: calls.some((call) => !call.forgotten),
    landed,
  };
}
