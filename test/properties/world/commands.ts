import type { Fault, Method } from '@partyline/adapters/memory';
import { type CommandName, isSessionError, type KickReason } from '@partyline/core';
import fc from 'fast-check';
import { agrees, answers, oracle, type Verdict } from '../oracle.ts';
import { appKey, im, meeting, rooms, token } from './people.ts';
import type { Call, World } from './world.ts';

/** Nothing is predicted beside the world itself: the oracle and the invariants are the model. */
export type Model = Record<never, never>;
export type Move = fc.AsyncCommand<Model, World>;

const move = (name: string, run: (world: World) => unknown): Move => ({
  check: () => true,
  async run(_, world) {
    await run(world);
    world.lookAtRest();
    world.judge();
  },
  toString: () => name,
});

/** What the table says of a command at this moment. */
function verdict(world: World, name: CommandName, argument: unknown): Verdict {
  const { snapshot } = world.session;
  const say = (flight: Call | undefined) =>
    oracle(name, argument, {
      policy: world.setting.policy,
      appKey,
      snapshot,
      im: world.cloud.im.status(),
      flight,
      disposed: world.calls.some((call) => call.name === 'dispose'),
    });
  const [first] = world.unsettled;
  if (snapshot.busy === null || first) return say(snapshot.busy === null ? undefined : first);
  // A teardown whose callers have gone goes on all the same, and then its traces are removed: from outside it looks alike.
  const orphan = [...world.calls].reverse().find((call) => call.name === snapshot.busy && left(call));
  if (!orphan || !isTeardown(orphan.name)) return say(undefined);
  return { unsaid: [say(orphan), say(undefined)].flatMap(answers) };
}

const left = ({ error }: Call) => isSessionError(error) && (error.kind === 'aborted' || error.kind === 'timeout');
const isTeardown = (name: CommandName) => ['leaveMeeting', 'logoutMeeting', 'logoutIm', 'signOut'].includes(name);

/** A command, given whether or not it is permitted: `can`, the table and what happens must agree. */
class Give implements Move {
  readonly #name: CommandName;
  readonly #argument: unknown;
  readonly #label: string;
  readonly #insist: boolean;
  readonly #timeout: number | undefined;

  constructor(name: CommandName, [label, argument]: readonly [string, unknown], insist: boolean, timeout?: number) {
    this.#name = name;
    this.#argument = argument;
    this.#label = label;
    this.#insist = insist;
    this.#timeout = timeout;
  }

  check = () => true;

  /** Whether the session would permit it now. */
  permitted(world: World): boolean {
    return this.#asked(world).ok;
  }

  #asked(world: World) {
    return this.#argument === undefined
      ? world.session.can(this.#name)
      : world.session.can(this.#name, this.#argument as never);
  }

  async run(_: Model, world: World): Promise<void> {
    const asked = this.#asked(world);
    const said = verdict(world, this.#name, this.#argument);
    const answer = asked.ok ? 'ok' : asked.error.kind;
    if (!agrees(said, answer)) {
      const { busy, state } = world.session.snapshot;
      const where = `${state}, busy ${busy}, waiting for ${world.unsettled.map(({ name }) => name)}`;
      throw new Error(`can(${this}) says ${answer}, the table ${JSON.stringify(said)} in ${where}\n${world.story()}`);
    }
    // Most refused commands are left out: they lead nowhere.
    if (!asked.ok && (!this.#insist || this.#name === 'dispose')) return;
    const before = world.session.snapshot;
    const events = world.events.length;
    const ports = world.asked.length;
    const call = world.give(this.#name, this.#argument, this.#timeout);
    if (!asked.ok) {
      await undefined;
      await undefined;
      const kind = isSessionError(call.error) ? call.error.kind : 'nothing';
      const wrong =
        (kind !== asked.error.kind && `${this} ended with ${kind}, can() said ${asked.error.kind}`) ||
        (world.session.snapshot !== before && `${this} was refused and changed the state`) ||
        (world.asked.length !== ports && `${this} was refused and a port was asked`) ||
        (kind !== 'disposed' && world.events[events]?.type !== 'refused' && `${this}: 'refused' was not emitted`);
      if (wrong) throw new Error(`${wrong}\n${world.story()}`);
    }
    world.lookAtRest();
    world.judge();
  }

  toString(): string {
    return `${this.#name}(${this.#label})${this.#timeout ? ` within ${this.#timeout}` : ''}`;
  }
}

const pick = (of: Record<string, unknown>) => fc.constantFrom(...Object.entries(of));
const nothing = fc.constant(['', undefined] as const);
const signInRequest = fc.oneof(
  fc.tuple(pick(im), pick(meeting)).map(([[a, one], [b, two]]) => [`${a}, ${b}`, { im: one, meeting: two }] as const),
  pick(meeting).map(([b, two]) => [b, { meeting: two }] as const),
);

const given = (name: CommandName, argument: fc.Arbitrary<readonly [string, unknown]> = nothing) =>
  fc
    .tuple(argument, fc.integer({ min: 0, max: 4 }), fc.constantFrom(undefined, undefined, undefined, 1_000, 60_000))
    .map(([one, luck, timeout]) => new Give(name, one, luck === 0, timeout));

const command: fc.Arbitrary<Give> = fc.oneof(
  { weight: 4, arbitrary: given('initialize') },
  { weight: 5, arbitrary: given('loginIm', pick(im)) },
  { weight: 6, arbitrary: given('loginMeeting', pick(meeting)) },
  { weight: 5, arbitrary: given('signIn', signInRequest) },
  { weight: 3, arbitrary: given('joinMeeting', pick(rooms)) },
  { weight: 3, arbitrary: given('joinAnonymously', pick(rooms)) },
  { weight: 2, arbitrary: given('leaveMeeting') },
  { weight: 2, arbitrary: given('logoutMeeting') },
  { weight: 2, arbitrary: given('logoutIm') },
  { weight: 2, arbitrary: given('signOut') },
  { weight: 3, arbitrary: given('recover') },
  { weight: 1, arbitrary: given('dispose') },
);

/** One of some commands: the first that is permitted, so that most runs get somewhere. */
class GiveOne implements Move {
  readonly #gives: readonly Give[];
  readonly #told: string;

  constructor(gives: readonly Give[]) {
    this.#gives = gives;
    this.#told = gives.join(' or ');
  }

  check = () => true;

  async run(model: Model, world: World): Promise<void> {
    const likely = this.#gives.find((give) => give.permitted(world)) ?? this.#gives[0];
    await likely?.run(model, world);
  }

  toString(): string {
    return this.#told;
  }
}

const oneOf = fc.array(command, { minLength: 1, maxLength: 4 }).map((gives) => new GiveOne(gives));

const caller: fc.Arbitrary<Move> = fc.nat(3).map((back) =>
  move(`abort(${back})`, (world) => {
    const open = world.unsettled.filter(({ name }) => name !== 'dispose');
    open[open.length - 1 - (back % Math.max(1, open.length))]?.abort.abort(new Error('enough'));
  }),
);

const someone = fc.constantFrom('alice', 'bob');
const somebody = fc.constantFrom('ann', 'ben');

const outside: fc.Arbitrary<Move> = fc.oneof(
  fc
    .tuple(someone, fc.constantFrom<KickReason>('otherClient', 'server', 'kickedByClient', 'quiet'))
    .map(([who, why]) => move(`kick(${who}, ${why})`, ({ cloud }) => cloud.server.kick(who, why))),
  fc.constant(move('drop()', ({ cloud }) => cloud.network.drop())),
  fc.constant(move('heal()', ({ cloud }) => cloud.network.heal())),
  someone.map((who) =>
    move(`hostLogin(${who})`, (world) => world.hostDoes(() => world.cloud.host.login(im[who as 'alice']))),
  ),
  fc.constant(move('hostLogout()', (world) => world.hostDoes(() => world.cloud.host.logout()))),
  fc.constant(move('hostInitialize()', (world) => world.hostDoes(() => world.cloud.host.initialize()))),
  someone.map((who) => move(`newToken(${who})`, ({ cloud }) => cloud.server.setImToken(who, token('another')))),
  somebody.map((who) => move(`expire(${who})`, ({ cloud }) => cloud.server.expireMeetingToken(who))),
  somebody.map((who) => move(`signedOut(${who})`, ({ cloud }) => cloud.server.endMeetingLogin(who))),
  somebody.map((who) => move(`removed(${who})`, ({ cloud }) => cloud.server.removeFromRoom('100', who))),
  fc.constant(move('guestsRemoved()', ({ cloud }) => cloud.server.removeFromRoom('100', null))),
);

const time: fc.Arbitrary<Move> = fc
  .constantFrom(100, 1_001, 5_001, 30_001)
  .map((ms) => move(`advance(${ms})`, ({ clock }) => clock.advance(ms)));

const methods: readonly Method[] = [
  'im.initialize',
  'im.login',
  'im.logout',
  'im.close',
  'meeting.initialize',
  'meeting.login',
  'meeting.logout',
  'meeting.join',
  'meeting.joinAnonymously',
  'meeting.leave',
  'meeting.close',
  'directory.boundAccid',
];

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

const fault: fc.Arbitrary<Move> = fc
  .tuple(fc.constantFrom(...methods), fc.constantFrom(...wrongs))
  .map(([method, [how, what]]) =>
    move(`${method} ${how}`, ({ cloud, tokens: [token = 'nothing'] }) => {
      cloud.faults.once(method, typeof what === 'function' ? what(token) : what);
    }),
  );

const subscriber: fc.Arbitrary<Move> = fc.constant(
  move('subscribe late', ({ session, violations }) => {
    const heard: unknown[] = [];
    const off = session.subscribe((snapshot) => heard.push(snapshot));
    if (heard.length !== 1 || heard[0] !== session.snapshot) violations.push('11 a late subscriber missed something');
    if (session.getSnapshot() !== session.snapshot) violations.push('11 getSnapshot() and snapshot differ');
    off();
  }),
);

export const moves = fc.commands([command, oneOf, oneOf, oneOf, caller, outside, outside, fault, time, subscriber], {
  maxCommands: 24,
  size: 'max',
});

/** Where a run begins. */
export const beginnings = ['nothing', 'ready', 'im', 'host', 'meeting', 'room', 'guest'] as const;
export type Beginning = (typeof beginnings)[number];

/** Brings the session to where a run begins, as far as its policy leads there. */
export async function begin(world: World, beginning: Beginning): Promise<void> {
  const { policy } = world.setting;
  const run = async (name: CommandName, argument?: unknown) => {
    world.give(name, argument);
    await world.clock.settle();
  };
  world.cloud.faults.clear();
  if (beginning === 'host') world.hostDoes(() => world.cloud.host.login(im.alice));
  if (beginning !== 'nothing') await run('initialize');
  if (beginning === 'im') await run('loginIm', im.alice);
  if (beginning === 'meeting' || beginning === 'room') {
    await run('signIn', policy === 'off' ? { meeting: meeting.ann } : { im: im.alice, meeting: meeting.ann });
  }
  if (beginning === 'room') await run('joinMeeting', rooms.open);
  if (beginning === 'guest') await run('joinAnonymously', rooms.open);
  world.travel();
  world.lookAtRest();
  world.judge();
}
