import { type ErrorKind, isSessionError, Secret, type SessionError } from '@partyline/core';
import { Broken, must } from './broken.ts';
import { described } from './described.ts';
import { leaks } from './leaks.ts';
import type { Patience } from './patience.ts';
import { ofWorld, WorldError } from './world-error.ts';

/** What every suite's world has, whatever the port. */
export interface World<Stage> {
  /** The key of the app that the accounts belong to. */
  readonly appKey: string;
  /** What can be done from outside. A hook may be missing when the capability that needs it is switched off. */
  readonly stage: Stage;
  /** Resolves when everything that was set in motion has happened, late answers of a slow server included. */
  settled(): Promise<void>;
  /** Ends everything that the world started. Called once, whatever came of the test. */
  dispose(): Promise<void>;
}

/** How a call ended. */
type Outcome = { readonly rejected: false } | { readonly rejected: true; readonly error: unknown };

/** One sentence being checked in a world of its own. */
export class Trial<Stage extends object, W extends World<Stage>, Capability extends string> {
  readonly world: W;
  readonly patience: Patience;
  readonly #can: Readonly<Record<Capability, boolean>>;

  constructor(world: W, patience: Patience, can: Readonly<Record<Capability, boolean>>) {
    this.world = world;
    this.patience = patience;
    this.#can = can;
  }

  can(capability: Capability): boolean {
    return this.#can[capability];
  }

  /** A hook that the sentence needs. Says what is wrong with the world when it is not there, fails or never answers. */
  hook<K extends keyof Stage & string>(name: K): NonNullable<Stage[K]> {
    const { stage } = this.world;
    return new Proxy(this.found(name), {
      apply: (target, _, given) =>
        ofWorld(this.patience, `the stage's ${name}()`, () => Reflect.apply(target, stage, given)),
    });
  }

  /** A hook as it is, for one whose rejection is an answer. */
  protected found<K extends keyof Stage & string>(name: K) {
    const hook = this.world.stage[name];
    if (typeof hook === 'function') return hook;
    throw new WorldError(`the factory's stage has no ${name}(): add it, or switch off the capability that needs it`);
  }

  settled(): Promise<void> {
    return ofWorld(this.patience, "the world's settled()", () => this.world.settled());
  }

  /** What a call resolves with; a rejection breaks the sentence. */
  async answered<T>(call: Promise<T>, what: string): Promise<T> {
    mustBePromise(call, what);
    const outcome = await this.patience.for(
      call.then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
      `${what} settles`,
    );
    if ('value' in outcome) return outcome.value;
    throw new Broken(`${what} resolves`, `it rejected with ${described(outcome.error)}`, outcome.error);
  }

  /** The `SessionError` that a call rejects with, which must be of one of the kinds; any kind when none is named. */
  async refused(call: Promise<unknown>, what: string, ...kinds: readonly ErrorKind[]): Promise<SessionError> {
    return this.mustHaveRejected(await this.settles(call, what), what, ...kinds);
  }

  /** The same of a call that has ended. */
  mustHaveRejected(outcome: Outcome, what: string, ...kinds: readonly ErrorKind[]): SessionError {
    if (!outcome.rejected) throw new Broken(`${what} rejects with ${named(kinds)}`, 'it resolved');
    return this.mustBeSessionError(outcome.error, `${what} rejects with`, ...kinds);
  }

  /** Something that a port told of must be a `SessionError` of one of the kinds; any kind when none is named. */
  mustBeSessionError(error: unknown, what: string, ...kinds: readonly ErrorKind[]): SessionError {
    const holds = isSessionError(error) && (kinds.length === 0 || kinds.includes(error.kind));
    if (!holds) throw new Broken(`${what} ${named(kinds)}`, described(error), error);
    return error;
  }

  /** How a call ends; it must end. */
  async settles(call: Promise<unknown>, what: string): Promise<Outcome> {
    mustBePromise(call, what);
    const ended = call.then(
      () => ({ rejected: false }) as const,
      (error: unknown) => ({ rejected: true, error }) as const,
    );
    return this.patience.for(ended, `${what} settles`);
  }

  /** Nobody can read one of these tokens in the error. */
  mustNotLeak(error: unknown, tokens: readonly string[]): void {
    const found = leaks(error, tokens);
    must(found.length === 0, 'no token in the error', `a token in ${found.join(', ')}`);
  }
}

/** Ports answer with promises, whatever their SDK does. */
export function mustBePromise(call: unknown, what: string): void {
  const then: unknown = Object(call) === call ? Reflect.get(Object(call), 'then') : undefined;
  must(typeof then === 'function', `${what} answers with a promise`, call);
}

function named(kinds: readonly ErrorKind[]): string {
  return kinds.length > 0 ? `SessionError ${kinds.join(' or ')}` : 'a SessionError';
}

/** A signal that nobody aborts. */
export const calm = (): AbortSignal => new AbortController().signal;

/** A signal that was aborted before anybody saw it. */
export function aborted(): AbortSignal {
  const controller = new AbortController();
  controller.abort(new Error('the caller changed its mind'));
  return controller.signal;
}

/** A token provider that counts how often it is asked. */
export function provider(token: () => string) {
  const asked = {
    times: 0,
    provide: async () => {
      asked.times++;
      return new Secret(token());
    },
  };
  return asked;
}

/** A token provider that answers when it is told to. */
export function held(token: string) {
  let release = () => {};
  const answer = new Promise<Secret>((resolve) => {
    release = () => resolve(new Secret(token));
  });
  return { provide: () => answer, release };
}

/** Ids are compared as the vendor's server does: whatever their case. */
export function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
