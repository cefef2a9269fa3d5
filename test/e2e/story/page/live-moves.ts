// Runs in the page: what may happen to a session on the real SDKs, beside the commands of the property suite.
import type { KickReason } from '@partyline/core';
import fc from 'fast-check';
import { type Beginning, begun } from '../../../properties/world/beginnings.ts';
import { caller, command, type Move, move, oneOf, subscriber } from '../../../properties/world/gives.ts';
import { token } from '../../../properties/world/people.ts';
import type { LiveWorld } from './live-world.ts';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const live = (name: string, run: (world: LiveWorld) => unknown) => move<LiveWorld>(name, run);

const someone = fc.constantFrom('alice' as const, 'bob' as const);
const somebody = fc.constantFrom('ann', 'ben');

const outside: fc.Arbitrary<Move<LiveWorld>> = fc.oneof(
  fc
    .tuple(someone, fc.constantFrom<KickReason>('otherClient', 'server', 'kickedByClient', 'quiet'))
    .map(([who, why]) => live(`kick(${who}, ${why})`, ({ cloud }) => cloud.kick(who, why))),
  fc.constant(live('drop()', (world) => world.drop('up'))),
  fc.constant(live('cut()', (world) => world.drop('cut'))),
  fc.constant(live('heal()', (world) => world.heal())),
  someone.map((who) => live(`hostLogin(${who})`, (world) => world.hostLogin(who))),
  fc.constant(live('hostLogin(mallory)', (world) => world.hostLogin('mallory'))),
  fc.constant(live('hostLogout()', (world) => world.hostLogout())),
  someone.map((who) => live(`newToken(${who})`, ({ cloud }) => cloud.changeImToken(who, token('another')))),
  somebody.map((who) => live(`expire(${who})`, ({ cloud }) => cloud.changeMeetingToken(who, token('another')))),
  fc.constant(live('endRoom()', ({ cloud }) => cloud.endRoom())),
);

const effects = [
  ['is slow', { delayMs: 60 }],
  ['is very slow', { delayMs: 400 }],
  ['is cut off', { close: true }],
] as const;

const fault: fc.Arbitrary<Move<LiveWorld>> = fc.oneof(
  fc
    .tuple(fc.constantFrom('login', 'kit'), fc.constantFrom(...effects))
    .map(([on, [how, effect]]) => live(`${on} ${how}`, ({ cloud }) => cloud.fault(on, effect))),
  fc.constant(live('login is forbidden', ({ cloud }) => cloud.fault('login', { code: 403 }))),
  fc
    .constantFrom(402, 1026, 600420)
    .map((code) => live(`kit says ${code}`, ({ cloud }) => cloud.fault('kit', { code }))),
);

/** Time: how much of what is under way gets done before the next thing happens. */
const time: fc.Arbitrary<Move<LiveWorld>> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(0, 8, 40).map((ms) => live(`pause(${ms})`, () => pause(ms))) },
  {
    weight: 2,
    arbitrary: fc.constant(
      live('answer', async (world) => {
        const open = world.asked.filter((call) => call.open).length;
        for (let look = 0; look < 100 && world.asked.filter((call) => call.open).length === open; look++)
          await pause(2);
      }),
    ),
  },
  { weight: 3, arbitrary: fc.constant(live('rest', (world) => world.rest())) },
);

const moves: fc.Arbitrary<Move<LiveWorld>>[] = [
  command,
  oneOf,
  oneOf,
  oneOf,
  caller,
  outside,
  outside,
  fault,
  time,
  time,
  subscriber,
];

export const liveMoves = fc.commands(moves, { maxCommands: 16, size: 'max' });

/** Brings the session to where a run begins, as far as its policy leads there. */
export async function beginLive(world: LiveWorld, beginning: Beginning): Promise<void> {
  await begun(beginning, {
    policy: world.setting.policy,
    run: async (name, argument) => {
      world.give(name, argument);
      await world.rest();
    },
    hostLogin: () => {
      world.hostLogin('alice');
      return world.rest();
    },
  });
  world.judge();
}
