import { SessionError } from '@partyline/core';
import { Broken, ConformanceError } from './broken.ts';
import { described } from './described.ts';
import { Patience } from './patience.ts';
import { misfit, type Shape } from './shape.ts';
import { neverSettled, ofWorld, WorldError } from './world-error.ts';

/** One promise of a port's contract, and how the kit finds out whether it is kept. */
export interface Sentence<T, Capability extends string> {
  /** Stable, and part of the test's name: `im/login-names-account`. */
  readonly id: string;
  /** The promise, in words. */
  readonly says: string;
  /** What the world must be able to do for the check; nothing if it is missing. */
  readonly needs?: readonly Capability[];
  check(trial: T): Promise<void>;
}

/** Which things a world can do. What is not mentioned, it can: nothing is skipped unless somebody says so. */
export type Capabilities<Capability extends string> = { readonly [C in Capability]?: boolean | undefined };

/** What a suite is given. */
export interface SuiteOptions<W, Capability extends string> {
  /** Registers a test: `test` of vitest, of node:test, of jest, or a function of your own. */
  readonly test: (name: string, fn: () => Promise<void>) => unknown;
  /** Makes a fresh world. Called once for every sentence that is checked; the kit disposes the world. */
  readonly factory: () => W | Promise<W>;
  /** What this world can't do: `{ kickQuiet: false }`. Every other capability is on. */
  readonly capabilities?: Capabilities<Capability> | undefined;
  /**
   * How many milliseconds something that must happen may take, what the world does included. Default 2000: vitest and jest
   * end a test after 5 s, and the kit must be the one who says what was missing.
   */
  readonly patience?: number | undefined;
}

/** A sentence in a report. */
export interface Listed<Capability extends string> {
  readonly id: string;
  readonly says: string;
  readonly needs: readonly Capability[];
}

/** What a suite checks, and what it does not. */
export interface Report<Capability extends string> {
  readonly checked: readonly Listed<Capability>[];
  /** Not checked, because a capability in `needs` is switched off. */
  readonly skipped: readonly Listed<Capability>[];
}

const wrong = (message: string) => new SessionError('invalidInput', { message: `conformance: ${message}` });

interface Parts<W, T, Capability extends string> {
  readonly sentences: readonly Sentence<T, Capability>[];
  readonly capabilities: readonly Capability[];
  /** What a world must have, and what in it must not be the same. */
  readonly shape: Shape;
  readonly different?: ReadonlyArray<readonly [string, string]>;
  trial(world: W, patience: Patience, can: Readonly<Record<Capability, boolean>>): T;
}

/** Every option that there is. */
const optionNames = ['test', 'factory', 'capabilities', 'patience'];

/** The longest time that a timer knows: a longer one is over at once. */
const LONGEST = 2 ** 31 - 1;

/** What `capabilities` says of one of them. */
function asked(name: string, value: unknown): boolean {
  if (value !== undefined && typeof value !== 'boolean') throw wrong(`capabilities.${name} must be true or false`);
  return value ?? true;
}

/** Registers one test per sentence. Throws `SessionError` `invalidInput` at once for an option that is missing or can't be. */
export function suite<W extends { dispose(): Promise<void> }, T, Capability extends string>(
  parts: Parts<W, T, Capability>,
  options: SuiteOptions<W, Capability>,
): Report<Capability> {
  const { sentences, capabilities: names } = parts;
  if (typeof options !== 'object' || options === null) throw wrong('options are missing: { test, factory }');
  const given: Partial<SuiteOptions<W, Capability>> = options;
  const { test, factory, patience: ms = 2000 } = given;
  const capabilities: Capabilities<Capability> = given.capabilities ?? {};
  const stranger = Object.keys(given).find((name) => !optionNames.includes(name));
  if (stranger !== undefined) throw wrong(`unknown option "${stranger}"; there are ${optionNames.join(', ')}`);
  if (typeof test !== 'function') throw wrong('test is missing: give what registers a test, as `test` of your runner');
  if (typeof factory !== 'function') throw wrong('factory is missing: give a function that makes a fresh world');
  if (typeof capabilities !== 'object') throw wrong('capabilities must be an object: `{ kickQuiet: false }`');
  const unknown = Object.keys(capabilities).find((name) => !names.some((one) => one === name));
  if (unknown !== undefined) throw wrong(`unknown capability "${unknown}"; there are ${names.join(', ')}`);
  if (typeof ms !== 'number' || !(ms > 0 && ms <= LONGEST))
    throw wrong(`patience must be a number of milliseconds above 0, at most ${LONGEST}`);
  const patience = new Patience(ms);
  const can = Object.fromEntries(names.map((name) => [name, asked(name, capabilities[name])])) as Record<
    Capability,
    boolean
  >;
  const checked: Listed<Capability>[] = [];
  const skipped: Listed<Capability>[] = [];
  for (const sentence of sentences) {
    const { id, says, needs = [] } = sentence;
    const checkable = needs.every((name) => can[name]);
    (checkable ? checked : skipped).push({ id, says, needs });
    if (!checkable) continue;
    test(`${id}: ${says}`, () =>
      checkedIn(factory, patience, parts, async (world) => {
        try {
          await sentence.check(parts.trial(world, patience, can));
        } catch (error) {
          throw explained(sentence, error);
        }
      }));
  }
  return { checked, skipped };
}

/** Uses a fresh world and disposes it. What went wrong first is what is told. */
async function checkedIn<W extends { dispose(): Promise<void> }>(
  factory: () => W | Promise<W>,
  patience: Patience,
  { shape, different = [] }: Pick<Parts<W, unknown, string>, 'shape' | 'different'>,
  use: (world: W) => Promise<void>,
): Promise<void> {
  const made = factory();
  const world = await patience.until(made, () => {
    // Nobody waits for it, and what it started has to end all the same.
    Promise.resolve(made)
      .then((world) => world.dispose())
      .catch(() => {});
    return new WorldError(neverSettled(patience, 'the factory'));
  });
  const unfit = misfit(world, shape, different);
  let failed: { readonly error: unknown } | undefined;
  try {
    if (unfit !== undefined) throw new WorldError(unfit);
    await use(world);
  } catch (error) {
    failed = { error };
  }
  try {
    if (typeof world?.dispose === 'function') await ofWorld(patience, "the world's dispose()", () => world.dispose());
  } catch (error) {
    failed ??= { error };
  }
  if (failed) throw failed.error;
}

/** What is the world's fault is told as that; whatever else comes out of a check was thrown by the port at its caller. */
function explained(sentence: { readonly id: string; readonly says: string }, error: unknown): unknown {
  if (error instanceof Broken) return new ConformanceError(sentence, error);
  if (error instanceof WorldError) return error;
  return new ConformanceError(sentence, new Broken('the port does not throw at its caller', described(error), error));
}
