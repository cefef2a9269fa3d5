import { type CommandName, isSessionError } from '@partyline/core';
import fc from 'fast-check';
import { agrees, answers, oracle, type Verdict } from '../oracle.ts';
import { appKey, im, meeting, rooms } from './people.ts';
import type { Call, Scene } from './scene.ts';

/** Nothing is predicted beside the world itself: the oracle and the invariants are the model. */
export type Model = Record<never, never>;
export type Move<S extends Scene = Scene> = fc.AsyncCommand<Model, S>;

/** A move of one's own. */
export const move = <S extends Scene = Scene>(name: string, run: (scene: S) => unknown): Move<S> => ({
  check: () => true,
  async run(_, world) {
    await run(world);
    world.lookAtRest();
    world.judge();
  },
  toString: () => name,
});

/** What the table says of a command at this moment. */
function verdict(world: Scene, name: CommandName, argument: unknown): Verdict {
  const { snapshot } = world.session;
  const say = (flight: Call | undefined) =>
    oracle(name, argument, {
      policy: world.setting.policy,
      appKey,
      snapshot,
      im: world.truth.im(),
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
  permitted(world: Scene): boolean {
    return this.#asked(world).ok;
  }

  #asked(world: Scene) {
    return this.#argument === undefined
      ? world.session.can(this.#name)
      : world.session.can(this.#name, this.#argument as never);
  }

  async run(_: Model, world: Scene): Promise<void> {
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
    const { still } = world;
    const call = world.give(this.#name, this.#argument, this.#timeout);
    if (!asked.ok) {
      await undefined;
      await undefined;
      const kind = isSessionError(call.error) ? call.error.kind : 'nothing';
      const wrong =
        (kind !== asked.error.kind && `${this} ended with ${kind}, can() said ${asked.error.kind}`) ||
        (still && world.session.snapshot !== before && `${this} was refused and changed the state`) ||
        (still && world.asked.length !== ports && `${this} was refused and a port was asked`) ||
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

export const command: fc.Arbitrary<Give> = fc.oneof(
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

  async run(model: Model, world: Scene): Promise<void> {
    const likely = this.#gives.find((give) => give.permitted(world)) ?? this.#gives[0];
    await likely?.run(model, world);
  }

  toString(): string {
    return this.#told;
  }
}

export const oneOf = fc.array(command, { minLength: 1, maxLength: 4 }).map((gives) => new GiveOne(gives));

export const caller: fc.Arbitrary<Move> = fc.nat(3).map((back) =>
  move(`abort(${back})`, (world) => {
    const open = world.unsettled.filter(({ name }) => name !== 'dispose');
    open[open.length - 1 - (back % Math.max(1, open.length))]?.abort.abort(new Error('enough'));
  }),
);

export const subscriber: fc.Arbitrary<Move> = fc.constant(
  move('subscribe late', ({ session, violations }) => {
    const heard: unknown[] = [];
    const off = session.subscribe((snapshot) => heard.push(snapshot));
    if (heard.length !== 1 || heard[0] !== session.snapshot) violations.push('11 a late subscriber missed something');
    if (session.getSnapshot() !== session.snapshot) violations.push('11 getSnapshot() and snapshot differ');
    off();
  }),
);
