import type { SessionSnapshot } from '@partyline/core';
import type { Language } from '@partyline/core/explain';
import type { Io } from '../io.ts';
import { paragraphs } from '../print/explanation.ts';
import { paints } from '../print/paint.ts';
import { factsOf } from '../print/snapshot.ts';
import { wrap } from '../print/text.ts';
import { eventLine, settledLine } from '../trace/lines.ts';
import type { TraceRecord } from '../trace/record.ts';
import { rail } from './rail.ts';
import type { Deed, Place, Words } from './words/words.ts';

/** Something to print, and how long a person needs for it. Milliseconds. */
export interface Frame {
  readonly text: string;
  readonly pause: number;
  /** Drawn over by the next frame; only worth printing for a person who watches. */
  readonly passing?: true;
}

type Of<T extends TraceRecord['type']> = Extract<TraceRecord, { type: T }>;

/** Back to the beginning of a line, with nothing on it. */
const wiped = '\r\u001b[2K';

const reading = (text: string, lang: Language) => Math.min(4500, 400 + text.length * (lang === 'zh' ? 45 : 14));

/** Prints the story for a person. */
export function storyPrinter(io: Io, lang: Language, words: Words): (records: readonly TraceRecord[]) => Frame[] {
  const paint = paints(io);
  const { says } = words;
  let scenes = 0;
  let latest: SessionSnapshot | undefined;

  const frame = (lines: readonly string[], pause = 0): Frame => ({
    text: lines.map((line) => `${line}\n`).join(''),
    pause,
  });

  const scene = ({ title, text }: Of<'scene'>): Frame[] => {
    scenes += 1;
    const head = scenes === 1 ? ['', `  ${paint.bold('Partyline')}  ${paint.dim(words.tagline)}`] : [];
    const name = `  ${paint.inverse(` ${scenes} `)} ${paint.bold(title)}`;
    return [frame([...head, '', name, ...wrap(text, io.columns, 6), ''], reading(text, lang))];
  };

  /** Where a beat has led: the rail, what is true there, and the steps on the way. */
  const arrival = (states: readonly Of<'state'>[], isCommand: boolean): string[] => {
    if (states.length === 0 && !isCommand) return [];
    latest = states.at(-1)?.snapshot ?? latest;
    if (!latest) return [];
    const steps = states.map(({ path }) => path.split('.')[1]).filter((step) => step !== 'idle');
    const way = steps.filter((step, at) => step !== steps[at - 1]);
    const facts = factsOf(latest).join(' · ');
    return [
      `      ${rail(latest, io.columns, paint)}`,
      ...(facts ? [`      ${facts}`] : []),
      ...(way.length > 0 ? wrap(`${words.by} ${way.join(' › ')}`, io.columns, 6, paint.dim) : []),
    ];
  };

  const line = (record: TraceRecord): string[] => {
    switch (record.type) {
      case 'command':
        return [`    ${paint.bold(`session.${record.command}(${record.subject})`)}`];
      case 'outside':
        return [`    ${paint.bold(`${words.deeds[record.what as Deed](record.subject)}`)}`];
      case 'heard':
        return [`      ${paint.red(`✗ ${words.places[record.where as Place]} ${says.hears} ${record.what}`)}`];
      case 'event':
        return record.event.type === 'refused' ? [] : [`      ${eventLine(record.event, paint)}`];
      case 'settled':
        return record.error ? [`      ${settledLine(record, paint)}`] : [];
      case 'calls':
        return [`      ${paint.dim(`${words.asked}: ${record.methods.join(', ') || words.nothing}`)}`];
      case 'explanation':
        return ['', ...paragraphs(record, lang, io, 8)];
      case 'sdk':
        return [`      ${paint.dim(`${says.chat}: `)}${record.chat}${paint.dim(` · ${says.kit}: `)}${record.kit}`];
      case 'expectation':
        return record.differences.map(({ field, expected, actual }) =>
          paint.red(`      ${field}: ${String(expected)} ≠ ${String(actual)}`),
        );
      default:
        return [];
    }
  };

  const end = ({ ok }: Of<'end'>): Frame[] => {
    const verdict = ok
      ? wrap(`✓ ${words.ended}`, io.columns, 2, paint.green)
      : wrap(`✗ ${words.broken}`, io.columns, 2, paint.red);
    const next = words.next.map(([command, what]) => `  ${paint.bold(command.padEnd(28))}${paint.dim(what)}`);
    return [frame(['', ...verdict, '', ...next, ''])];
  };

  const beat = (records: readonly TraceRecord[]): Frame[] => {
    const states = records.filter((record) => record.type === 'state');
    const [first, ...rest] = records.flatMap(line);
    const passing = states.slice(0, -1).map(({ path }): Frame => {
      return { text: `${wiped}      ${paint.cyan(path.replace('.', ' › '))}`, pause: 260, passing: true };
    });
    const said = records.find((record) => record.type === 'explanation');
    const pause = said ? reading(said.what + said.why + said.fix, lang) : 900;
    return [
      frame(first === undefined ? [] : [first], 350),
      ...(passing.length > 0 ? [...passing, { text: wiped, pause: 0, passing: true as const }] : []),
      frame(
        [
          ...arrival(
            states,
            records.some(({ type }) => type === 'command'),
          ),
          ...rest,
          '',
        ],
        pause,
      ),
    ];
  };

  return (records) => {
    const [first] = records;
    if (!first) return [];
    if (first.type === 'scene') return scene(first);
    return first.type === 'end' ? end(first) : beat(records);
  };
}
