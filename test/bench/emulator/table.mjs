import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release, totalmem, type } from 'node:os';

const sorted = (values) => [...values].sort((a, b) => a - b);
const median = (values) => sorted(values)[Math.floor(values.length / 2)];

/** Median and, in brackets, lowest and highest. */
export function spread(values, digits = 0) {
  const format = (value) =>
    value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
  const order = sorted(values);
  return `${format(median(values))} (${format(order[0])}–${format(order[order.length - 1])})`;
}

/** One line of the report: the emulator, the floor, the median of the runs' ratios, the goal. */
export function row(name, emulator, floor, goal, digits = 0) {
  const ratios = emulator.map((value, run) => value / floor[run]);
  const kept = goal.startsWith('≥') ? median(ratios) >= Number(goal.slice(2)) : median(ratios) <= Number(goal.slice(2));
  return [name, spread(emulator, digits), spread(floor, digits), spread(ratios, 2), goal, kept ? 'kept' : 'MISSED'];
}

export function printTable(head, rows) {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((cells) => String(cells[at] ?? '').length)));
  const line = (cells) => `| ${cells.map((cell, at) => String(cell ?? '').padEnd(widths[at])).join(' | ')} |`;
  console.log(line(head));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const cells of rows) console.log(line(cells));
}

/** The machine and the versions the figures belong to. */
export function machine() {
  const require = createRequire(import.meta.url);
  const { version } = JSON.parse(readFileSync(require.resolve('ws/package.json'), 'utf8'));
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model.trim()}, ${memory} GB, ${type()} ${release()}, Node ${process.version}, ws ${version}`;
}
