import stringWidth from 'string-width';

/** Lines longer than this are hard to read, however wide the terminal is. */
const readable = 96;

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Breaks a text to the terminal and indents it. Chinese, whose characters are two columns wide, is broken between its
 * words as English is, and no line begins with a punctuation mark. `paint` colours each line.
 */
export function wrap(text: string, terminal: number, indent: number, paint = (line: string) => line): string[] {
  const width = Math.max(20, Math.min(terminal, readable) - indent);
  const lines: string[] = [];
  let line = '';
  for (const part of unbroken(text)) {
    if (line !== '' && stringWidth(line + part.trimEnd()) > width) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? part.trimStart() : part;
  }
  return [...lines, line].map((one) => ' '.repeat(indent) + paint(one.trimEnd()));
}

/** The parts of a text that may stand on lines of their own: words with the punctuation that clings to them. */
function unbroken(text: string): string[] {
  const parts: string[] = [];
  let opened = '';
  for (const { segment } of words.segment(text)) {
    const clings = /^[^\s\p{L}\p{N}]+$/u.test(segment);
    const last = parts.at(-1);
    const ascii = last !== undefined && /[!-~’]$/.test(last) && /^[!-~’]/.test(segment);
    if (/^[([{（“‘]$/.test(segment) && !ascii) opened += segment;
    else if (last !== undefined && opened === '' && (clings || ascii)) parts[parts.length - 1] += segment;
    else {
      parts.push(opened + segment);
      opened = '';
    }
  }
  return opened ? [...parts, opened] : parts;
}

/** `1 step`, `2 steps`. */
export function counted(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** Fills up to a width, in columns. */
function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Rows of cells, each column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[], gap = 2): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, stringWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, at) => pad(cell, (widths[at] ?? 0) + gap))
      .join('')
      .trimEnd(),
  );
}
