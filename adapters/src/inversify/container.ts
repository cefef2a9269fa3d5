import { type Session, SessionError, type SessionOptions } from '@partyline/core';
import { Container, type ContainerModule } from 'inversify';
import { anObject } from '../shared/an-object.ts';
import { sessionModule } from './session-module.ts';
import { tokens } from './tokens.ts';

/** As the compiled `await using` of a platform without the symbol finds it. */
const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

/** What `createSessionContainer` takes. */
export interface SessionContainerOptions {
  /** What `createSession` takes besides the ports. */
  readonly session: SessionOptions;
  /** The modules of the adapters that are used, and your own. A later one may not bind a port a second time. */
  readonly modules: readonly ContainerModule[];
}

/** A session and everything it is made of. */
export interface SessionContainer {
  readonly container: Container;
  readonly session: Session;
  /**
   * Closes everything that was built: the session first, with its ports, then the rest, the newest first. Calling it again
   * answers the same promise. Rejects with an `AggregateError` of whatever could not be closed, after all was tried.
   */
  readonly close: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/**
 * The composition root: builds a session out of modules. Rejects with `SessionError` `invalidInput` when the modules do not
 * fit together (a port that is needed is missing, or bound twice), else with whatever a module or `createSession` failed
 * with. What was built by then has been closed.
 */
export async function createSessionContainer(options: SessionContainerOptions): Promise<SessionContainer> {
  anObject(options, 'createSessionContainer');
  checkModules(options.modules);
  const container = new Container();
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= takeDown(container);
    return closing;
  };
  try {
    container.load(sessionModule(options.session));
    await container.loadAsync(...options.modules);
    const session = await container.getAsync(tokens.session);
    return { container, session, close, [asyncDispose]: close };
  } catch (error) {
    // The caller is told why it could not be built; that something could not be closed either adds nothing.
    await close().catch(() => {});
    throw isWiring(error) ? misfit(error.message, error) : error;
  }
}

/** First the session and what it is made of, in their order; then whatever else the modules deactivate. */
async function takeDown(container: Container): Promise<void> {
  const closed = await outcome(container.get(tokens.teardown).close());
  const unbound = await outcome(container.unbindAllAsync());
  const errors = [closed, unbound].flat();
  if (errors.length > 0) throw new AggregateError(errors, 'something could not be closed');
}

async function outcome(step: Promise<void>): Promise<unknown[]> {
  try {
    await step;
    return [];
  } catch (error) {
    return error instanceof AggregateError ? error.errors : [error];
  }
}

function checkModules(modules: unknown): void {
  if (!Array.isArray(modules)) throw misfit('modules must be an array');
  modules.forEach((module: unknown, index) => {
    const fits = typeof module === 'object' && module !== null && 'load' in module && typeof module.load === 'function';
    if (!fits) throw misfit(`modules[${index}] is not a ContainerModule`);
  });
}

/** What the container says about bindings, as opposed to what a module threw. */
function isWiring(error: unknown): error is Error {
  return error instanceof Error && Symbol.for('@inversifyjs/core/InversifyCoreError') in error;
}

function misfit(message: string, cause?: unknown): SessionError {
  return new SessionError('invalidInput', { message: `the modules do not make a session: ${message}`, cause });
}
