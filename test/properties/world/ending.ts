import { isSessionError } from '@partyline/core';
import type { Scheduler } from 'fast-check';
import { leaks, shown } from '../invariants/no-token.ts';
import { threeCodes } from '../invariants/three-codes.ts';
import { im, meeting } from './people.ts';
import type { Scene } from './scene.ts';
import type { World } from './world.ts';

const fail = (world: Scene, what: string): never => {
  throw new Error(`${what}\n${world.story()}`);
};

/** Lets everything that can happen happen: hops, then time, until every deadline has passed. */
async function settle(world: World, scheduler: Scheduler): Promise<void> {
  for (let round = 0; round < 12; round++) {
    await scheduler.waitIdle();
    await world.clock.settle();
    if (world.unsettled.length === 0 && world.resting && scheduler.count() === 0) return;
    if (scheduler.count() === 0) await world.clock.advance(round < 3 ? 5_001 : 30_001);
  }
}

/** 7: every command settled, exactly once, with a SessionError that belongs to it and holds no token. */
export function judgeCalls(world: Scene): void {
  const [hanging] = world.unsettled;
  if (hanging) fail(world, `7 ${hanging.name} never settled`);
  for (const { name, settled, error } of world.calls) {
    if (settled !== 1) fail(world, `7 ${name} settled ${settled} times`);
    if (error === undefined) continue;
    if (!isSessionError(error)) throw new Error(`${name} rejected with ${shown(error)}\n${world.story()}`);
    if (error.command !== name) fail(world, `${name} rejected with an error of command ${error.command}`);
    const wrong = threeCodes(error, name, world.setting.policy);
    if (wrong) fail(world, `5 ${wrong}`);
    if (leaks(error)) fail(world, `13 the error of ${name} shows a token: ${shown(error)}`);
  }
}

/** 12: with healthy ports, some sequence of commands reaches `meetingLoggedIn`. */
async function judgeReach(world: World): Promise<void> {
  const { session, cloud, clock, setting } = world;
  cloud.faults.clear();
  cloud.network.heal();
  world.populate();
  const run = async (command: Promise<unknown>) => {
    world.quiet = null;
    const done = { error: undefined as unknown, over: false };
    command.then(
      () => {
        done.over = true;
      },
      (error: unknown) => {
        done.over = true;
        done.error = error;
      },
    );
    for (let round = 0; round < 6 && !done.over; round++) await clock.advance(5_001);
    if (!done.over) fail(world, '12 a command hangs though every port is healthy');
    return done.error;
  };
  const state = () => session.snapshot.state;
  if (state() === 'failed') await run(session.recover());
  if (state() === 'meetingLoggedIn') return;
  if (state() === 'uninitialized') await run(session.initialize());
  // The host's IM may be in the way under policy off: that is the host's right, and only the host can end it.
  if (setting.policy === 'off') world.hostDoes(() => session.snapshot.im?.owner === 'host' && cloud.host.logout());
  await clock.settle();
  const who = session.snapshot.im?.accid === 'bob' ? 'bob' : 'alice';
  const as = who === 'bob' ? meeting.ben : meeting.ann;
  const request = setting.policy === 'off' ? { meeting: as } : { im: im[who], meeting: as };
  const error = await run(session.signIn(request));
  if (error !== undefined || state() !== 'meetingLoggedIn') {
    fail(world, `12 a healthy signIn ended in ${session.snapshot.state} with ${shown(error)}`);
  }
  world.lookAtRest();
}

/** Dispose settles, whatever was; afterwards no port hears from the session, and the session hears no port. */
async function judgeDispose(world: World, scheduler: Scheduler): Promise<void> {
  const { session, cloud, clock, asked } = world;
  world.quiet = null;
  const over = { now: false };
  const gone = session.dispose();
  gone.then(
    () => {
      over.now = true;
    },
    () => fail(world, 'dispose() rejected'),
  );
  if (session.dispose() !== gone) fail(world, 'dispose() answered another promise');
  for (let round = 0; round < 12 && !over.now; round++) {
    await scheduler.waitIdle();
    await clock.advance(5_001);
  }
  if (!over.now) fail(world, 'dispose() never settled');
  const calls = asked.length;
  const { snapshot } = session;
  if (snapshot.busy !== null) fail(world, `busy ${snapshot.busy} after dispose() settled`);
  if (cloud.listeners.im !== 1 || cloud.listeners.meeting !== 0) fail(world, 'a listener stays at a port');
  cloud.faults.clear();
  for (const act of [
    () => cloud.host.login(im.bob),
    () => cloud.server.kick('bob'),
    () => cloud.host.login(im.alice),
    () => cloud.network.drop(),
    () => cloud.network.heal(),
    () => cloud.host.logout(),
  ]) {
    try {
      act();
    } catch {
      // The server may refuse the host, e.g. for another app key.
    }
  }
  await clock.advance(100_000);
  await scheduler.waitIdle();
  if (asked.length !== calls) fail(world, 'a port was called after dispose() settled');
  if (session.snapshot !== snapshot) fail(world, 'the snapshot changed after dispose() settled');
  if (clock.pending > 0) fail(world, `${clock.pending} timers stay after dispose() settled`);
}

/** Everything that can only be judged once a run is over. */
export async function conclude(world: World, scheduler: Scheduler): Promise<void> {
  await settle(world, scheduler);
  judgeCalls(world);
  world.lookAtRest();
  world.judge();
  if (!world.calls.some(({ name }) => name === 'dispose')) {
    await judgeReach(world);
    world.judge();
  }
  await judgeDispose(world, scheduler);
  world.judge();
}
