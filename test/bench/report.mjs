// How a benchmark prints: the machine it ran on, then tables.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The version of an installed package, also of one that does not export its package.json. */
export function version(name) {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')).version;
    } catch {
      // Not in this folder.
    }
  }
  return version.of(dirname(require.resolve(name)));
}
version.of = (folder) => {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version ?? version.of(dirname(folder));
  } catch {
    return dirname(folder) === folder ? 'unknown' : version.of(dirname(folder));
  }
};

export function header(title, packages) {
  const processors = cpus();
  console.log(`\n## ${title}\n`);
  console.log(
    `${processors[0]?.model.trim() ?? 'unknown processor'}, ${processors.length} cores, ` +
      `${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.versions.node} (V8 ${process.versions.v8}); ` +
      packages.map((name) => `${name} ${version(name)}`).join(', '),
  );
}

/** Prints rows (arrays of cells) under a head, as a Markdown table. */
export function table(title, head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  console.log(`\n### ${title}\n`);
  console.log(line(all[0]));
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const row of all.slice(1)) console.log(line(row));
}

export const micros = (us) => (us < 10 ? `${us.toFixed(2)} µs` : `${us.toFixed(1)} µs`);
export const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** Whether a goal was met; only said, never enforced. */
export const met = (value, goal, unit) => `${value <= goal ? 'met' : 'missed'} (≤ ${unit(goal)})`;
