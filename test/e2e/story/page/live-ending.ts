// Runs in the page: what can only be judged once a run is over.

import { shown } from '../../../properties/invariants/no-token.ts';
import { judgeCalls } from '../../../properties/world/ending.ts';
import { im, meeting } from '../../../properties/world/people.ts';
import type { LiveWorld } from './live-world.ts';

const fail = (world: LiveWorld, what: string): never => {
  throw new Error(`${what}\n${world.story()}`);
};

/** 12: with a healthy cloud, a sign-in reaches a working meeting. */
async function judgeReach(world: LiveWorld): Promise<void> {
  const { session, setting } = world;
  const run = async (command: Promise<unknown>): Promise<unknown> => {
    world.quiet = null;
    const error = await command.then(
      () => undefined,
      (error: unknown) => error,
    );
    await world.rest();
    return error;
  };
  const state = () => session.snapshot.state;
  if (state() === 'failed') {
    const error = await run(session.recover());
    if (error !== undefined) fail(world, `12 a healthy recover() ended with ${shown(error)}`);
  }
  if (state() === 'meetingLoggedIn') return;
  if (state() === 'uninitialized') await run(session.initialize());
  // The host's IM may be in the way under policy off: that is the host's right, and only the host can end it.
  if (setting.policy === 'off' && session.snapshot.im?.owner === 'host') {
    world.hostLogout();
    await world.rest();
  }
  const who = session.snapshot.im?.accid.toLowerCase() === 'bob' ? 'bob' : 'alice';
  const as = who === 'bob' ? meeting.ben : meeting.ann;
  const error = await run(session.signIn(setting.policy === 'off' ? { meeting: as } : { im: im[who], meeting: as }));
  if (error !== undefined || state() !== 'meetingLoggedIn') {
    fail(world, `12 a healthy signIn ended in ${state()} with ${shown(error)}`);
  }
}

/** After dispose() the host's login is as it was, the kit is out, and nothing that the host does reaches a port. */
async function judgeDispose(world: LiveWorld): Promise<void> {
  const { session, sdks, cloud, asked } = world;
  const { im: before } = session.snapshot;
  world.quiet = null;
  await session.dispose();
  const { snapshot } = session;
  if (snapshot.busy !== null) fail(world, `busy ${snapshot.busy} after dispose() settled`);
  await world.rest();
  if (sdks.kit.isInitialized) fail(world, 'the kit is still up after dispose()');
  const { accid } = sdks.chat();
  if (before?.owner === 'host' && accid !== before.accid) fail(world, `10 dispose() ended the host's login`);
  if (before?.owner === 'session' && accid !== undefined) fail(world, 'dispose() left its own login');
  const calls = asked.length;
  if (accid === undefined) world.hostLogin('bob');
  await world.rest();
  const there = sdks.chat().accid ?? fail(world, 'the host cannot log in after dispose()');
  await cloud.kick(there.toLowerCase(), 'server');
  while (sdks.chat().status !== 0) await new Promise((resolve) => setTimeout(resolve, 4));
  await world.rest();
  if (asked.length !== calls) fail(world, 'a port was called after dispose() settled');
  if (session.snapshot !== snapshot) fail(world, 'the snapshot changed after dispose() settled');
}

/** Ends a run, and judges it. */
export async function concludeLive(world: LiveWorld): Promise<void> {
  await world.rest();
  judgeCalls(world);
  await world.heal();
  await world.cloud.restore();
  await world.rest();
  if (!world.calls.some(({ name }) => name === 'dispose')) {
    await judgeReach(world);
    world.judge();
  }
  await judgeDispose(world);
  world.judge();
  const [overlap] = await world.cloud.overlaps();
  // Under other policies the kit has a client of its own, and the host may log in beside it.
  if (overlap !== undefined && world.setting.policy === 'required') fail(world, `1 on the wire: ${overlap}`);
}
