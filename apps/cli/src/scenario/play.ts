import type { SessionEventType } from '@partyline/core';
import type { Stage } from '../stage/stage.ts';
import type { TraceRecord } from '../trace/record.ts';
import { actionsOf, stepOf, subjectOf } from './action.ts';
import { compare } from './expect.ts';
import { Performer } from './perform.ts';
import type { ReadScenario } from './read.ts';

/** Whoever is told what happens, step by step. */
export type Audience = (records: readonly TraceRecord[]) => void;

/** How a scenario went. */
export interface Played {
  readonly steps: number;
  /** How many of them did not end as expected. */
  readonly unmet: number;
}

const eventsIn = (records: readonly TraceRecord[]): SessionEventType[] =>
  records.flatMap((record) => (record.type === 'event' ? record.event.type : []));

/** Plays a scenario on its stage. What is not as expected is noted, and the play goes on. */
export async function play(read: ReadScenario, stage: Stage, tell: Audience, signal: AbortSignal): Promise<Played> {
  const { scenario, lineOf } = read;
  const { calls, host } = stage.cloud;
  const performer = new Performer(scenario, stage);
  const unmet = new Set<number>();

  for (const [at, written] of scenario.steps.entries()) {
    signal.throwIfAborted();
    const step = stepOf(written);
    const [action] = actionsOf(step);
    const text = action ? `${action.name} ${subjectOf(action)}`.trim() : 'expect';
    stage.note({ type: 'step', number: at + 1, line: lineOf(['steps', at]), text });
    if (step.note !== undefined) stage.note({ type: 'note', text: step.note });

    calls.clear();
    const { outcome, failed } = action ? await performer.perform(step, action, at) : {};
    if (calls.methods.length > 0) stage.note({ type: 'calls', methods: calls.methods });

    const records = stage.take();
    const found = compare(step.expect ?? {}, {
      snapshot: stage.session.snapshot,
      outcome,
      chat: host.account,
      events: eventsIn(records),
      calls: calls.methods,
    });
    const differences = failed ? [failed, ...found] : found;
    const met = differences.length === 0;
    if (step.expect || !met) stage.note({ type: 'expectation', met, differences });
    if (!met) unmet.add(at);
    tell([...records, ...stage.take()]);
  }

  for (const { name, at, call } of performer.unawaited) {
    const { number, command, outcome } = call;
    const error = outcome?.error ?? undefined;
    const where = { step: at + 1, line: lineOf(['steps', at]), name };
    stage.note(
      error
        ? { type: 'unawaited', ...where, call: number, command, outcome: 'rejected', error }
        : { type: 'unawaited', ...where, call: number, command, outcome: 'inFlight' },
    );
    unmet.add(at);
  }
  tell(stage.take());
  return { steps: scenario.steps.length, unmet: unmet.size };
}
