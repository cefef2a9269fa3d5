// Times and allocations of one thing done many times.
import { performance } from 'node:perf_hooks';

const sorted = (values) => [...values].sort((a, b) => a - b);
export const quantile = (values, q) => sorted(values)[Math.min(values.length - 1, Math.floor(q * values.length))];
export const median = (values) => quantile(values, 0.5);

/** Microseconds that `run` takes, awaited: median and 95th percentile. `before` and `after` are not timed. */
export async function timed({ before, run, after, rounds, warmUp }) {
  const times = [];
  for (let round = -warmUp; round < rounds; round++) {
    const made = await before?.();
    const start = performance.now();
    const done = run(made);
    if (typeof done?.then === 'function') await done;
    const time = performance.now() - start;
    await after?.(made);
    if (round >= 0) times.push(1000 * time);
  }
  return { median: median(times), p95: quantile(times, 0.95) };
}

/** Microseconds of something so short that a clock per round would be all one sees: the best mean of many rounds. */
export function short(run, rounds = 200_000) {
  const means = [];
  for (let repeat = 0; repeat < 7; repeat++) {
    const start = performance.now();
    for (let round = 0; round < rounds; round++) run();
    means.push((1000 * (performance.now() - start)) / rounds);
  }
  return Math.min(...means);
}

/** Bytes that `run` allocates, awaited: the median of small batches in which nothing was collected. */
export async function allocated({ before, run, after, batch = 50, batches = 30 }) {
  const each = [];
  for (let round = 0; round < batches; round++) {
    const made = [];
    for (let n = 0; n < batch; n++) made.push(await before?.());
    globalThis.gc();
    const start = process.memoryUsage().heapUsed;
    for (const one of made) await run(one);
    const used = process.memoryUsage().heapUsed - start;
    for (const one of made) await after?.(one);
    if (used > 0) each.push(used / batch);
  }
  return each.length > 0 ? median(each) : Number.NaN;
}

export function heap() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
