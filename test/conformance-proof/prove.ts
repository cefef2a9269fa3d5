import { ConformanceError, type Report, type SuiteOptions } from '@partyline/conformance';
import { expect, test } from 'vitest';
import type { Breaks } from './break.ts';

/**
 * How long the kit waits here. The fakes answer in microtasks, and a timer runs only when no microtask is left: however
 * slow the machine is, what has not happened by then never will.
 */
const patience = 5;

/** The sentences that do not hold for the ports of these worlds. */
async function broken<W, C extends string>(
  conformance: (options: SuiteOptions<W, C>) => Report<C>,
  factory: () => W,
): Promise<string[]> {
  const tests: Array<() => Promise<void>> = [];
  conformance({ test: (_, fn) => tests.push(fn), factory, patience });
  const found: string[] = [];
  for (const run of tests) {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof ConformanceError)) throw error;
      found.push(error.sentence);
    }
  }
  return found;
}

/** Every sentence has a broken adapter, and the kit finds of each adapter exactly what is broken about it. */
export function prove<W, C extends string>(
  conformance: (options: SuiteOptions<W, C>) => Report<C>,
  factory: () => W,
  sentences: readonly { readonly id: string }[],
  breaks: Breaks<W>,
): void {
  const ids = sentences.map(({ id }) => id);

  test('every sentence has a broken adapter, and every broken adapter a sentence', () => {
    expect(Object.keys(breaks).sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  for (const [id, ways] of Object.entries(breaks)) {
    const list = 'world' in ways ? [ways] : ways;
    test.each(list.map((way, at) => ({ way, at: at + 1 })))(`${id}, broken in way $at`, async ({ way }) => {
      const found = await broken(conformance, () => way.world(factory()));
      expect(found.sort().join(' ')).toBe([id, ...way.also].sort().join(' '));
    });
  }
}
