import type { Language } from '@partyline/core/explain';
import stringWidth from 'string-width';
import type { Io } from '../io.ts';
import { paints } from '../print/paint.ts';
import { wrap } from '../print/text.ts';
import type { Diagnosis } from './diagnose.ts';
import { type Check, checks, type Finding, type Reason } from './finding.ts';
import { en } from './words/en.ts';
import type { DoctorWords, Saying } from './words/words.ts';
import { zh } from './words/zh.ts';

export const doctorWords: { readonly [L in Language]: DoctorWords } = { en, zh };

/** What a finding says. */
export function sayingOf<R extends Reason>(found: Finding<R>, words: DoctorWords): Saying {
  return words.reasons[found.reason](found.with);
}

/** Back to the beginning of a line, with nothing on it. */
const wiped = '\r\u001b[2K';

/** Prints what the doctor finds, for a person, as it is found. */
export function doctorPrinter(io: Io, words: DoctorWords) {
  const paint = paints(io);
  const marks = { ok: paint.green('✓'), wrong: paint.red('✗'), unchecked: paint.yellow('?') } as const;
  const width = Math.max(...checks.map((check) => stringWidth(words.checks[check]))) + 2;
  const indent = 4 + width;
  const name = (check: Check) => words.checks[check] + ' '.repeat(width - stringWidth(words.checks[check]));

  const fix = (text: string, at: number) => {
    const label = `${words.fix} `;
    const [first = '', ...rest] = wrap(text, io.columns, at + stringWidth(label));
    return [`${' '.repeat(at)}${paint.dim(label)}${first.trimStart()}`, ...rest];
  };
  const lines = (parts: readonly string[]) => io.out(parts.map((part) => `${part}\n`).join(''));

  return {
    begin: (title: string) => lines([paint.bold('partyline doctor'), paint.dim(title), '']),

    /** A person sees what is being waited for. */
    progress: (check: Check | undefined) => {
      if (io.isTty && check) io.out(`  ${paint.dim(`… ${words.checking}: ${words.checks[check]}`)}`);
    },

    found: (found: Finding) => {
      if (io.isTty) io.out(wiped);
      const said = sayingOf(found, words);
      const [first = '', ...rest] = wrap(said.detail, io.columns, indent);
      lines([`  ${marks[found.outcome]} ${name(found.check)}${first.trimStart()}`, ...rest]);
      if (said.fix) lines(fix(said.fix, indent));
    },

    diagnosed: (diagnoses: readonly Diagnosis[], pair: { accid: string; userUuid: string }) => {
      lines(['', paint.bold(words.codes)]);
      for (const { code, verdict, reason } of diagnoses) {
        const colour = { always: paint.red, depends: paint.yellow, never: paint.green }[verdict];
        const said = words.diagnoses[reason](pair);
        lines([`  ${code}  ${colour(words.verdicts[verdict])}`, ...wrap(said.detail, io.columns, 10)]);
        if (said.fix) lines(fix(said.fix, 10));
      }
    },

    end: (wrong: number, unchecked: number) => {
      const text = words.summary(wrong, unchecked);
      lines(['', wrong === 0 ? paint.green(text) : paint.red(text)]);
    },
  };
}
