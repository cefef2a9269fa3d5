import type { Act } from './act.ts';
import type { Entry } from './entry.ts';

const published = ['call', 'snapshot', 'event', 'settled'] as const;

/** What the outside world can see of a session, and what is therefore compared. */
export type Published = (typeof published)[number];

/** A place where a session behaved differently. */
export interface Difference {
  /** Which act it followed, from 1; 0 is before the first. */
  readonly step: number;
  readonly act: Act | null;
  readonly what: Published;
  readonly expected: unknown;
  readonly actual: unknown;
}

interface Part {
  readonly act: Act | null;
  readonly seen: { readonly [K in Published]: unknown[] };
}

const part = (act: Act | null): Part => ({ act, seen: { call: [], snapshot: [], event: [], settled: [] } });

/** An error is compared by what a program can tell from it: how it is worded may change. */
function essence(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('kind' in value && 'retryable' in value)) return value;
  const { kind, code, vendor } = value as { kind: unknown; code?: unknown; vendor?: { code?: unknown } };
  return { kind, code, vendorCode: vendor?.code };
}

function fact(entry: Entry): unknown {
  switch (entry.type) {
    case 'call':
      return { at: entry.at, method: entry.method, args: entry.args };
    case 'snapshot':
      return { at: entry.at, ...entry.snapshot };
    case 'event':
      return { at: entry.at, ...entry.event };
    case 'settled':
      return { at: entry.at, call: entry.call, command: entry.command, error: entry.error };
    default:
      return undefined;
  }
}

function parts(entries: readonly Entry[]): Part[] {
  const list = [part(null)];
  for (const entry of entries) {
    if (entry.type === 'act') list.push(part(entry.act));
    else if (entry.type === 'call' || entry.type === 'snapshot' || entry.type === 'event' || entry.type === 'settled') {
      list.at(-1)?.seen[entry.type].push(JSON.parse(JSON.stringify(fact(entry), essence)));
    }
  }
  return list;
}

/** One word for a value, whatever the order of its keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`;
}

/**
 * Where two runs of the same acts differ in what a session published: port calls, snapshots, events, and how commands
 * ended, each with its time. The inner states of the machine are its own affair and are not compared.
 */
export function compareRuns(recorded: readonly Entry[], played: readonly Entry[]): readonly Difference[] {
  const before = parts(recorded);
  const now = parts(played);
  const differences: Difference[] = [];
  for (let step = 0; step < Math.max(before.length, now.length); step++) {
    const { act = null, seen: expected } = before[step] ?? part(null);
    const { seen: actual } = now[step] ?? part(null);
    for (const what of published) {
      for (let index = 0; index < Math.max(expected[what].length, actual[what].length); index++) {
        const [a, b] = [expected[what][index], actual[what][index]];
        if (canonical(a) !== canonical(b)) differences.push({ step, act, what, expected: a, actual: b });
      }
    }
  }
  return differences;
}
