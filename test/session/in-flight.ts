import { expect, test } from 'vitest';
import { line } from './bare.ts';
import { type FlightName, flight } from './flights.ts';
import { reports } from './situations.ts';

/**
 * What a report does to a command that is in flight: how the command ends («at once», or once the port answers), what the
 * session says at once and once everything that follows is done (empty: as before), the events, what is asked of the
 * ports besides.
 */
export type Outcome = readonly [ending: string, atOnce: string, later: string, events: string, calls: string];

/** A command in flight: the step that it is held up in, what comes of it if nothing happens, and what each report changes. */
export type Table = readonly (readonly [
  flight: FlightName,
  step: string,
  before: string,
  undisturbed: Outcome,
  rows: Readonly<Partial<Record<keyof typeof reports, Outcome>>>,
])[];

/** One test for each command in flight and each report; reports that a table does not name change nothing. */
export function declare(table: Table): void {
  const labels = Object.keys(reports) as (keyof typeof reports)[];
  const cases = table.flatMap(([name, step, before, usual, rows]) => [
    [name, 'nothing', step, before, usual] as const,
    ...labels.map((label) => [name, label, step, before, rows[label] ?? usual] as const),
  ]);
  test.each(cases)('%s: %s', async (name, label, step, before, [ending, atOnce, later, events, calls]) => {
    const { b, command, go } = await flight(name);
    const { session, clock } = b;
    expect(Object.values(session.actor.getSnapshot().value)).toEqual([step]);
    expect(line(session.snapshot)).toBe(before);
    expect(command.now).toBe('pending');
    const asked = b.calls.length;
    for (const happening of label === 'nothing' ? [] : reports[label](b)) b.happens(...happening);
    await clock.settle();
    const early = command.now;
    expect(line(session.snapshot)).toBe(atOnce || before);
    go();
    await clock.settle();
    expect(early === 'pending' ? command.now : `${early} at once`).toBe(ending);
    expect(line(session.snapshot)).toBe(later || atOnce || before);
    expect(b.events.join(' ')).toBe(events);
    expect(b.calls.slice(asked).join(' ')).toBe(calls);
  });
}
