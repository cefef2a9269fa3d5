// What the page says in Chinese is written as Chinese is written.
import { expect, test } from 'vitest';
import { zh } from '../../../apps/playground/src/page/words/zh.ts';

/** Every text that does not depend on anything. */
const textsIn = (words: unknown): string[] =>
  typeof words === 'string' ? [words] : words && typeof words === 'object' ? Object.values(words).flatMap(textsIn) : [];

test('no comma, colon or question mark of another script stands in a Chinese sentence', () => {
  const texts = [...textsIn(zh), zh.time.imported(2), zh.time.differs(2), zh.chart.label('imReady')];
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.filter((text) => /[\u4e00-\u9fff)][,:;?!]|[,:;?!] ?[\u4e00-\u9fff]/.test(text))).toEqual([]);
});

test('a thing has one name, in the page as in the explanations', () => {
  expect(textsIn(zh).filter((text) => /厂商|仿真云|\btoken\b/.test(text))).toEqual([]);
});
