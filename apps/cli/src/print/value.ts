import { closest } from './closest.ts';

const articles: Readonly<Record<string, string>> = {
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  string: 'a text',
  null: 'nothing',
  int: 'a whole number',
};

/** A type as somebody calls it who reads a file. */
export function typeName(type: string): string {
  return articles[type] ?? `a ${type}`;
}

/** More of a text than this says nothing about what is wrong with it, and fills the terminal if it is another file. */
const MOST = 60;

/** A value in a sentence about it. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return 'a mapping';
  return JSON.stringify(typeof value === 'string' && value.length > MOST ? `${value.slice(0, MOST)}…` : value);
}

/** What was probably meant, or everything that it may be. */
export function choiceHint(wrong: unknown, choices: readonly string[]): string {
  const near = typeof wrong === 'string' && wrong.length <= MOST ? closest(wrong, choices) : undefined;
  return near === undefined ? `it may be ${choices.join(', ')}` : `did you mean "${near}"?`;
}
