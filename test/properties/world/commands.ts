import { type Fault, sessionMethods } from '@partyline/adapters/memory';
import type { KickReason } from '@partyline/core';
import fc from 'fast-check';
import { type Beginning, begun } from './beginnings.ts';
import { caller, command, type Move, move, oneOf, subscriber } from './gives.ts';
import { im, token } from './people.ts';
import type { World } from './world.ts';

const someone = fc.constantFrom('alice', 'bob');
const somebody = fc.constantFrom('ann', 'ben');

const outside: fc.Arbitrary<Move<World>> = fc.oneof(
  fc
    .tuple(someone, fc.constantFrom<KickReason>('otherClient', 'server', 'kickedByClient', 'quiet'))
    .map(([who, why]) => move<World>(`kick(${who}, ${why})`, ({ cloud }) => cloud.server.kick(who, why))),
  fc.constant(move<World>('drop()', ({ cloud }) => cloud.network.drop())),
  fc.constant(move<World>('heal()', ({ cloud }) => cloud.network.heal())),
  someone.map((who) =>
    move<World>(`hostLogin(${who})`, (world) => world.hostDoes(() => world.cloud.host.login(im[who as 'alice']))),
  ),
  fc.constant(move<World>('hostLogout()', (world) => world.hostDoes(() => world.cloud.host.logout()))),
  fc.constant(move<World>('hostInitialize()', (world) => world.hostDoes(() => world.cloud.host.initialize()))),
  someone.map((who) => move<World>(`newToken(${who})`, ({ cloud }) => cloud.server.setImToken(who, token('another')))),
  somebody.map((who) => move<World>(`expire(${who})`, ({ cloud }) => cloud.server.expireMeetingToken(who))),
  somebody.map((who) => move<World>(`signedOut(${who})`, ({ cloud }) => cloud.server.endMeetingLogin(who))),
  somebody.map((who) => move<World>(`removed(${who})`, ({ cloud }) => cloud.server.removeFromRoom('100', who))),
  fc.constant(move<World>('guestsRemoved()', ({ cloud }) => cloud.server.removeFromRoom('100', null))),
);

const time: fc.Arbitrary<Move<World>> = fc
  .constantFrom(100, 1_001, 5_001, 30_001)
  .map((ms) => move<World>(`advance(${ms})`, ({ clock }) => clock.advance(ms)));

const wrongs: ReadonlyArray<readonly [string, Fault | ((token: string) => Fault)]> = [
  ['is refused', { kind: 'network' }],
  ['is limited', { kind: 'rateLimited' }],
  ['throws', (token) => ({ throws: new Error(`thrown ${token}`) })],
  ['rejects with a string', (token) => ({ reject: `rejected ${token}` })],
  ['never answers', { never: true }],
  ['never answers and ignores abort', { never: true, ignoreAbort: true }],
  ['lands and never answers', { never: true, lands: true }],
  ['answers twice', { twice: true }],
  ['ignores abort', { ignoreAbort: true }],
];

const fault: fc.Arbitrary<Move<World>> = fc
  .tuple(fc.constantFrom(...sessionMethods), fc.constantFrom(...wrongs))
  .map(([method, [how, what]]) =>
    move<World>(`${method} ${how}`, ({ cloud, tokens: [token = 'nothing'] }) => {
      cloud.faults.once(method, typeof what === 'function' ? what(token) : what);
    }),
  );

export const moves = fc.commands([command, oneOf, oneOf, oneOf, caller, outside, outside, fault, time, subscriber], {
  maxCommands: 24,
  size: 'max',
});

/** Brings the session to where a run begins, as far as its policy leads there. */
export async function begin(world: World, beginning: Beginning): Promise<void> {
  world.cloud.faults.clear();
  await begun(beginning, {
    policy: world.setting.policy,
    run: async (name, argument) => {
      world.give(name, argument);
      await world.clock.settle();
    },
    hostLogin: () => world.hostDoes(() => world.cloud.host.login(im.alice)),
  });
  world.travel();
  world.lookAtRest();
  world.judge();
}
