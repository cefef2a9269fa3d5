import type { Explanation, Language } from '@partyline/core/explain';
import type { Io } from '../io.ts';
import { paints } from './paint.ts';
import { wrap } from './text.ts';

const labels: { readonly [L in Language]: { readonly what: string; readonly why: string; readonly fix: string } } = {
  en: { what: 'What', why: 'Why', fix: 'Fix' },
  zh: { what: '现象', why: '原因', fix: '解决' },
};

/** An explanation as lines: the title, then what, why and what to do. */
export function paragraphs(said: Explanation, lang: Language, io: Io, indent = 0): string[] {
  const paint = paints(io);
  const label = labels[lang];
  const part = (name: keyof typeof label) => {
    // A command to type is a line of its own, so that it can be copied whole.
    const [first = '', ...rest] = said[name].split('\n').flatMap((line) => wrap(line, io.columns, indent + 6));
    return [
      `${' '.repeat(indent)}${paint.dim(label[name].padEnd(lang === 'zh' ? 4 : 6))}${first.trimStart()}`,
      ...rest,
    ];
  };
  return [...wrap(said.title, io.columns, indent, paint.bold), ...part('what'), ...part('why'), ...part('fix')];
}
