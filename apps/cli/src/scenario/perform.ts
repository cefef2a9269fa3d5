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

/** A command that was begun under a name. */
export interface Begun {
  readonly name: string;
  /** Which step began it, from 0. */
  readonly at: number;
  readonly call: Call;
  /** A step waited for its end, and its expectation has judged it. */
  awaited: boolean;
  aborted: boolean;
}

/** Performs the steps of a scenario, and remembers the commands that were begun under a name. */
export class Performer {
  readonly #scenario: Scenario;
  readonly #stage: Stage;
  readonly #begun = new Map<string, Begun>();

  constructor(scenario: Scenario, stage: Stage) {
    this.#scenario = scenario;
    this.#stage = stage;
  }

  /**
   * The commands that did not succeed, and whose end no step has named: `abort` names it, too. A scenario that begins one
   * and never looks at it again would otherwise be green whatever became of it.
   */
  get unawaited(): readonly Begun[] {
    return [...this.#begun.values()].filter(({ call: { outcome }, awaited, aborted }) => {
      if (awaited || outcome?.error === null) return false;
      return !(aborted && outcome?.error.kind === 'aborted');
    });
  }

  /** Performs the step with this number, from 0. */
  async perform(step: Step, action: Action, at: number): Promise<Performed> {
    try {
      return await this.#do(step, action, at);
    } catch (error) {
      // The fakes refused: e.g. a room is to end that has ended before.
      if (!isSessionError(error)) throw error;
      return { failed: { field: action.name, expected: 'to be possible', actual: error.message } };
    }
  }

  async #do(step: Step, action: Action, at: number): Promise<Performed> {
    const stage = this.#stage;
    if (isCommand(action)) {
      const call = stage.begin(orderOf(this.#scenario, action, step));
      if (step.as === undefined) return ending(stage, call);
      this.#begun.set(step.as, { name: step.as, at, call, awaited: false, aborted: false });
      await stage.clock.settle();
      return {};
    }
    switch (action.name) {
      case 'can': {
        const permission = stage.session.can(action.argument);
        return { outcome: { error: permission.ok ? null : permission.error } };
      }
      case 'await': {
        const begun = this.#begun.get(action.argument);
        if (!begun) return {};
        begun.awaited = true;
        return ending(stage, begun.call);
      }
      case 'abort': {
        const begun = this.#begun.get(action.argument);
        if (!begun) return {};
        begun.aborted = true;
        begun.call.abort();
        await stage.clock.settle();
        return {};
      }
      default:
        await happen(this.#scenario, stage, action);
        return {};
    }
  }
}
