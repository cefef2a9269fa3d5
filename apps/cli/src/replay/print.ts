import type { Act, Difference, Entry, PlainError, Trace } from '@partyline/adapters/trace';
import type { Io } from '../io.ts';
import { type Paint, paints } from '../print/paint.ts';
import { columns, counted } from '../print/text.ts';

const errorText = ({ kind, code, vendor }: PlainError): string =>
  [kind, code ?? vendor?.code].filter(Boolean).join(' ');

/** An act as a person would say it: its name, then what it is about. */
function actText({ do: name, ...rest }: Act): string {
  const about = Object.values(rest).map((value) =>
    typeof value === 'object' && value !== null ? Object.values(value).join(' ') : String(value),
  );
  return [name, ...about].join(' ');
}

function lineOf(entry: Entry, paint: Paint): string | undefined {
  switch (entry.type) {
    case 'act':
      return paint.bold(actText(entry.act));
    case 'snapshot': {
      const { state, busy, im, meeting, room, failure } = entry.snapshot;
      const facts = [
        busy && `busy ${busy}`,
        im && `im ${im.accid}`,
        meeting && `meeting ${meeting.kind === 'member' ? meeting.userUuid : meeting.displayName}`,
        room && `room ${room.meetingNum}`,
        failure && errorText(failure.error),
      ].filter(Boolean);
      const name = state === 'failed' ? paint.red(state) : paint.cyan(state);
      return `  ${name}${facts.length > 0 ? paint.dim(`   ${facts.join(' · ')}`) : ''}`;
    }
    case 'call':
      return paint.dim(`  → ${entry.method}`);
    case 'event':
      return `  ${paint.magenta(`⚑ ${entry.event.type}`)}`;
    case 'settled':
      return entry.error
        ? `  ${paint.red('✗')} ${entry.command} ${paint.yellow(errorText(entry.error))}`
        : `  ${paint.green('✓')} ${entry.command}`;
    default:
      return undefined;
  }
}

/** What differs, field by field where both are there. */
function fieldsOf({ expected, actual }: Difference): readonly string[] {
  const a = Object(expected) as Readonly<Record<string, unknown>>;
  const b = Object(actual) as Readonly<Record<string, unknown>>;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}

/** Prints a replay for a person. */
export function replayPrinter(io: Io, file: string, trace: Trace) {
  const paint = paints(io);
  const { setting } = trace;

  const run = (entries: readonly Entry[]): string => {
    let clock = -1;
    const lines = entries.flatMap((entry) => {
      const text = lineOf(entry, paint);
      if (text === undefined) return [];
      const time = entry.at === clock ? '' : `${(entry.at / 1000).toFixed(3)}s`;
      clock = entry.at;
      return [`${paint.dim(time.padStart(10))}  ${text}`];
    });
    return `${paint.bold(`${file}   reuse: ${setting.reuse}`)}\n\n${lines.map((line) => `${line}\n`).join('')}\n`;
  };

  const difference = (found: Difference): string[] => {
    const { step, act, what, expected, actual } = found;
    const where = `  after step ${step}${act ? ` (${actText(act)})` : ''}: ${what}`;
    const of = (value: unknown, name: string) => JSON.stringify((Object(value) as Record<string, unknown>)[name]);
    if (expected === undefined) return [where, paint.red(`    + not recorded: ${JSON.stringify(actual)}`)];
    if (actual === undefined)
      return [where, paint.green(`    - recorded, and missing now: ${JSON.stringify(expected)}`)];
    const rows = fieldsOf(found).map((name) => [
      `    ${name}`,
      paint.green(`- recorded ${of(expected, name)}`),
      paint.red(`+ now ${of(actual, name)}`),
    ]);
    return [where, ...columns(rows)];
  };

  const verdict = (differences: readonly Difference[]): string => {
    const acts = trace.entries.filter(({ type }) => type === 'act').length;
    if (differences.length === 0)
      return `${paint.green(`✓ ${counted(acts, 'act')}, and the session behaves as recorded`)}\n`;
    const told = differences.slice(0, 20).flatMap(difference);
    const rest = differences.length > 20 ? [`  … and ${differences.length - 20} more`] : [];
    const head = paint.red(`✗ the session behaves differently in ${counted(differences.length, 'place')}`);
    return [...told, ...rest, '', head, ''].join('\n');
  };

  return { run, verdict };
}
