import { ManualClock } from '@partyline/adapters/memory';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('runs what comes due in order of time, then of setting, and stops at the end', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.nat(100)), fc.array(fc.nat(60), { maxLength: 4 }), async (delays, steps) => {
      const clock = new ManualClock();
      const ran: Array<{ at: number; index: number }> = [];
      delays.forEach((ms, index) => {
        clock.setTimeout(() => ran.push({ at: clock.now, index }), ms);
      });
      for (const step of steps) await clock.advance(step);
      const end = steps.reduce((sum, step) => sum + step, 0);
      const due = delays
        .map((at, index) => ({ at, index }))
        .filter(({ at }) => at <= end && steps.length > 0)
        .sort((a, b) => a.at - b.at || a.index - b.index);
      expect(ran).toEqual(due);
      expect([clock.now, clock.pending]).toEqual([end, delays.length - due.length]);
    }),
  ));

test('what follows from one timer happens before the next, and a timer that it sets runs in its turn', async () => {
  const clock = new ManualClock();
  const ran: string[] = [];
  clock.setTimeout(async () => {
    await undefined;
    await undefined;
    ran.push('after first');
    clock.setTimeout(() => ran.push('between'), 1);
  }, 10);
  clock.setTimeout(() => ran.push('second'), 12);
  const cancelled = clock.setTimeout(() => ran.push('never'), 5);
  clock.clearTimeout(cancelled);
  clock.clearTimeout(cancelled);
  await clock.advance(12);
  expect(ran).toEqual(['after first', 'between', 'second']);
});
