import { SessionError } from '@partyline/core';
import { Broken, ConformanceError } from './broken.ts';
import { described } from './described.ts';
import { Patience } from './patience.ts';
import { MissingHook } from './trial.ts';

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
  /** What this world can't do: `{ kickQuiet: false }`. */
  readonly capabilities?: Capabilities<Capability> | undefined;
  /** How many milliseconds something that must happen may take. Default 10 000. */
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
  trial(world: W, patience: Patience, can: Readonly<Record<Capability, boolean>>): T;
}

/** Registers one test per sentence. Throws `SessionError` `invalidInput` at once for an option that is missing or can't be. */
export function suite<W extends { dispose(): Promise<void> }, T, Capability extends string>(
  { sentences, capabilities: names, trial }: Parts<W, T, Capability>,
  options: SuiteOptions<W, Capability>,
): Report<Capability> {
  const given: Partial<SuiteOptions<W, Capability>> = Object(options);
  const { test, factory, patience: ms = 10_000 } = given;
  const capabilities: Capabilities<Capability> = given.capabilities ?? {};
  if (typeof test !== 'function') throw wrong('test is missing: give what registers a test, as `test` of your runner');
  if (typeof factory !== 'function') throw wrong('factory is missing: give a function that makes a fresh world');
  const unknown = Object.keys(capabilities).find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) throw wrong(`unknown capability "${unknown}"; there are ${names.join(', ')}`);
  if (!(ms > 0)) throw wrong('patience must be a number of milliseconds above 0');
  const can = Object.fromEntries(names.map((name) => [name, capabilities[name] ?? true])) as Record<
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
    test(`${id}: ${says}`, async () => {
      const world = await factory();
      try {
        await sentence.check(trial(world, new Patience(ms), can));
      } catch (error) {
        throw explained(sentence, error);
      } finally {
        await world.dispose();
      }
    });
  }
  return { checked, skipped };
}

/** A factory without a hook says so itself; whatever else comes out of a check was thrown by the port or the stage. */
function explained(sentence: { readonly id: string; readonly says: string }, error: unknown): unknown {
  if (error instanceof Broken) return new ConformanceError(sentence, error);
  if (error instanceof MissingHook) return error;
  return new ConformanceError(sentence, new Broken('neither the port nor the stage throws', described(error), error));
}
