import { isSessionError } from '@partyline/core';
import type { Call } from '../stage/call.ts';
import type { Stage } from '../stage/stage.ts';
import { isCommand } from './action.ts';
import type { Actual, Difference } from './expect.ts';
import type { Action, Scenario, Step } from './model.ts';
import { orderOf } from './orders.ts';
import { happen } from './world.ts';

/** What became of a step. */
export interface Performed {
  /** How its command ended, where it has one and waited for it. */
  readonly outcome?: Actual['outcome'];
  /** Why it could not be done at all. */
  readonly failed?: Difference;
}

/** The end of a call; one that never comes is a broken promise, whatever the scenario expects. */
async function ending(stage: Stage, call: Call): Promise<Performed> {
  await stage.finish(call);
  if (call.outcome) return { outcome: call.outcome };
  return { failed: { field: call.command, expected: 'to settle', actual: 'nothing is left that could settle it' } };
}

/** Performs the steps of a scenario, and remembers the commands that were begun under a name. */
export class Performer {
  readonly #scenario: Scenario;
  readonly #stage: Stage;
  readonly #begun = new Map<string, Call>();

  constructor(scenario: Scenario, stage: Stage) {
    this.#scenario = scenario;
    this.#stage = stage;
  }

  async perform(step: Step, action: Action): Promise<Performed> {
    try {
      return await this.#do(step, action);
    } catch (error) {
      // The fakes refused: e.g. a room is to end that has ended before.
      if (!isSessionError(error)) throw error;
      return { failed: { field: action.name, expected: 'to be possible', actual: error.message } };
    }
  }

  async #do(step: Step, action: Action): Promise<Performed> {
    const stage = this.#stage;
    if (isCommand(action)) {
      const call = stage.begin(orderOf(this.#scenario, action, step));
      if (step.as === undefined) return ending(stage, call);
      this.#begun.set(step.as, call);
      await stage.clock.settle();
      return {};
    }
    switch (action.name) {
      case 'can': {
        const permission = stage.session.can(action.argument);
        return { outcome: { error: permission.ok ? null : permission.error } };
      }
      case 'await': {
        const call = this.#begun.get(action.argument);
        return call ? ending(stage, call) : {};
      }
      case 'abort':
        this.#begun.get(action.argument)?.abort();
        await stage.clock.settle();
        return {};
      default:
        await happen(this.#scenario, stage, action);
        return {};
    }
  }
}
