import { type Change, kitOut, type Report, type World } from './world.ts';

/** Something that happens to the SDKs without the session asking for it. `null`: it cannot happen now. */
export type Outside = (world: World) => Change | null;

const hostLogsIn =
  (accid: string): Outside =>
  (world) => {
    if (world.im?.by === 'host' && world.im.accid === accid) return null;
    const kit = world.kit?.owned && world.im?.by === 'kit';
    const out = kit ? { ...world, kit: null, room: false } : world;
    const reports: Report[] = [{ type: 'im.loggedIn', accid }];
    if (kit) reports.push({ type: 'meeting.signedOut', reason: 'its IM was taken' });
    // Logging in the very account that the session has, or is just logging in or out, cannot be told from its own doing.
    const mine = world.im?.accid === accid && world.im.by !== 'kit' ? world.im.by : null;
    const busy = world.calls.some(({ src, about }) => (src === 'loginIm' && about === accid) || src === 'logoutIm');
    const unsure = busy || world.landed || world.doubtful;
    const by = mine ?? (unsure ? 'either' : 'host');
    return { world: { ...out, imUp: true, im: { accid, by }, lineDown: false }, reports };
  };

const hostLogsOut: Outside = (world) => {
  if (!world.im) return null;
  const kit = world.im.by === 'kit';
  const reports: Report[] = [{ type: 'im.loggedOut' }];
  if (kit && world.kit) reports.push({ type: 'meeting.signedOut', reason: 'its IM was logged out' });
  return { world: { ...world, im: null, ...(kit && { kit: null, room: false }) }, reports };
};

/** The server kicks the IM; a kit on it may notice by itself. */
const kick =
  (kitNotices: boolean): Outside =>
  (world) => {
    if (!world.im) return null;
    const kitOutToo = world.kit !== null && (kitNotices || world.im.by === 'kit');
    if (kitNotices && !world.kit) return null;
    const reports: Report[] = [{ type: 'im.kicked', reason: 'otherClient' }];
    if (kitOutToo) reports.push({ type: 'meeting.signedOut', reason: 'kicked' });
    return { world: { ...world, im: null, ...(kitOutToo && { kit: null, room: false }) }, reports };
  };

export const outside: Readonly<Record<string, Outside>> = {
  'host logs in as a': hostLogsIn('a'),
  'host logs in as b': hostLogsIn('b'),
  'host logs out': hostLogsOut,
  kicked: kick(false),
  'kicked, and the kit notices': kick(true),
  'line drops': (world) =>
    world.im && !world.lineDown ? { world: { ...world, lineDown: true }, reports: [{ type: 'im.lineDown' }] } : null,
  'line heals': (world) =>
    world.im && world.lineDown ? { world: { ...world, lineDown: false }, reports: [{ type: 'im.lineUp' }] } : null,
  'meeting lost': (world) => {
    if (!world.kit) return null;
    const out = kitOut(world);
    return { world: out.world, reports: [{ type: 'meeting.signedOut', reason: 'expired' }, ...out.reports] };
  },
  'room lost': (world) => {
    if (!world.room) return null;
    const out = world.kit?.guest ? kitOut(world) : { world: { ...world, room: false }, reports: [] };
    return { world: out.world, reports: [{ type: 'meeting.roomLeft', reason: 'ended' }, ...out.reports] };
  },
};
