import { explain, type Language } from '@partyline/core/explain';
import type { Io } from '../io.ts';
import { paragraphs } from '../print/explanation.ts';
import { paints } from '../print/paint.ts';
import { snapshotLine } from '../print/snapshot.ts';
import { columns, counted, wrap } from '../print/text.ts';
import type { ReadScenario } from '../scenario/read.ts';
import { errorText, eventLine, settledLine } from './lines.ts';
import type { TraceRecord } from './record.ts';

const shown = (value: unknown) => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));

/** Prints the records of a scenario for a person. */
export function tracePrinter(
  io: Io,
  lang: Language,
  { file, scenario }: ReadScenario,
): (record: TraceRecord) => string {
  const paint = paints(io);
  let clock = -1;
  /** The time, where it has moved on. */
  const seconds = (at: number) => {
    const text = at === clock ? '' : `${(at / 1000).toFixed(3)}s`;
    clock = at;
    return paint.dim(text.padStart(9));
  };
  const title = [scenario.name ?? file, `reuse: ${scenario.reuse ?? 'required'}`].join('   ');
  let first = `${paint.bold(title)}\n`;

  const lines = (record: TraceRecord): readonly string[] => {
    switch (record.type) {
      case 'step':
        return ['', `${paint.dim(String(record.number).padStart(3))}  ${paint.bold(record.text)}`];
      case 'note':
        return wrap(record.text, io.columns, 5, paint.dim);
      case 'state':
        return [`${seconds(record.at)}  ${snapshotLine(record, paint)}`];
      case 'event':
        return [`${seconds(record.at)}  ${eventLine(record.event, paint)}`];
      case 'settled':
        return [
          `${seconds(record.at)}  ${settledLine(record, paint)}`,
          ...(record.error ? wrap(explain(record.error, lang).what, io.columns, 13, paint.dim) : []),
        ];
      case 'calls':
        return [`${' '.repeat(11)}${paint.dim(`asked of the ports: ${record.methods.join(', ')}`)}`];
      case 'expectation': {
        if (record.met) return [`${' '.repeat(11)}${paint.green('✓ as expected')}`];
        const rows = record.differences.flatMap(({ field, expected, actual }) => [
          [`${' '.repeat(13)}${field}`, paint.green(`- expected  ${shown(expected)}`)],
          ['', paint.red(`+ actual    ${shown(actual)}`)],
        ]);
        return [`${' '.repeat(11)}${paint.red('✗ not as expected')}`, ...columns(rows)];
      }
      case 'unawaited': {
        const { step, line, command, name, error } = record;
        const how = error ? `it ended with ${errorText(error)}` : 'it is still in flight';
        const fix = error
          ? ['If that is meant, say so in a later step:', `  - await: ${name}`, `    expect: { error: ${error.kind} }`]
          : ['End it in a later step:', `  - await: ${name} # or abort: ${name}`];
        const found = `✗ ${file}:${line}: step ${step} begins ${command} as "${name}"; no step awaits it, and ${how}`;
        return ['', ...wrap(found, io.columns, 0, paint.red), ...fix.map((text) => paint.dim(`  ${text}`))];
      }
      case 'explanation':
        return paragraphs(record, lang, io, 5);
      case 'end': {
        const { steps, unmet } = record;
        const how = unmet === 0 ? paint.green(`✓ ${counted(steps, 'step')}, all as expected`) : '';
        return ['', how || paint.red(`✗ ${counted(steps, 'step')}, ${unmet} not as expected`)];
      }
      default:
        return [];
    }
  };

  return (record) => {
    const text = lines(record).map((line) => `${line}\n`);
    const head = first;
    first = '';
    return head + text.join('');
  };
}
