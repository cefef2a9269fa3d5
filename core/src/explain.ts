import { type ErrorKind, isSessionError } from './errors.ts';
import { codes } from './explain/codes.ts';
import { en } from './explain/en.ts';
import type { Explanation, Phrases, Texts } from './explain/texts.ts';
import { zh } from './explain/zh.ts';

export type { Explanation } from './explain/texts.ts';

/** The languages that every error is explained in: Simplified Chinese and English. */
export type Language = 'zh' | 'en';

const languages: { readonly [L in Language]: Texts } = { zh, en };

/** Every kind of error, for lists and for completeness checks. */
export const errorKinds = Object.keys(en.kinds) as readonly ErrorKind[];

/** Every vendor code that `explain` knows, as a string. */
export const knownCodes: readonly string[] = Object.keys(codes);

/**
 * Tells an app developer what happened, why, and what to do. Takes a `SessionError`, an error kind, or a vendor's code
 * (100005, `'100005'`), and answers something helpful for anything else too. Total: never throws, and never repeats an
 * error's message, which may hold what the user typed. An unknown language is answered in English.
 */
export function explain(problem: unknown, language: Language): Explanation {
  const texts = Object.hasOwn(languages, language) ? languages[language] : en;
  try {
    return answer(problem, texts);
  } catch {
    // Something whose mere reading throws.
    return texts.phrases.nothingKnown;
  }
}

function answer(problem: unknown, texts: Texts): Explanation {
  if (isSessionError(problem)) return ofKind(problem.kind, problem.vendor?.code ?? problem.code, texts);
  if (typeof problem === 'string' && isKind(problem)) return ofKind(problem, undefined, texts);
  if (typeof problem !== 'string' && typeof problem !== 'number') return texts.phrases.nothingKnown;
  const code = String(problem).trim();
  if (code === '') return texts.phrases.nothingKnown;
  const known = ofCode(code);
  return known ? ofKind(known.kind, code, texts) : texts.phrases.unknownCode(code.slice(0, 40));
}

function ofKind(kind: string, code: number | string | undefined, { kinds, phrases, language }: Texts): Explanation {
  const text = isKind(kind) ? kinds[kind] : phrases.nothingKnown;
  return code === undefined ? text : withCode(text, String(code), ofCode(String(code))?.[language], phrases);
}

function withCode(text: Explanation, code: string, meaning: string | undefined, phrases: Phrases): Explanation {
  return { ...text, title: phrases.titled(text.title, code), what: phrases.coded(text.what, code, meaning) };
}

function ofCode(code: string) {
  return Object.hasOwn(codes, code) ? codes[code] : undefined;
}

function isKind(name: string): name is ErrorKind {
  return Object.hasOwn(en.kinds, name);
}
