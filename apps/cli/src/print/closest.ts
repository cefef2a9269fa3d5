/** How many single-letter changes lead from one word to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * How far off a word may be. In a short number another digit is another number, and half of a two-letter word is no
 * likeness.
 */
function allowed(word: string): number {
  if (/^-?\d+$/.test(word)) return word.length > 4 ? 1 : 0;
  return word.length > 2 ? Math.max(1, Math.floor(word.length / 3)) : 0;
}

/** The word that was probably meant, if one is close enough. */
export function closest(wrong: string, words: readonly string[]): string | undefined {
  const asked = wrong.toLowerCase();
  const [best] = words
    .map((word) => ({ word, off: distance(asked, word.toLowerCase()) }))
    .sort((a, b) => a.off - b.off);
  return best && best.off <= allowed(best.word) ? best.word : undefined;
}
