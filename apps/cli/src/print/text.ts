import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Lines longer than this are hard to read, however wide the terminal is. */
const readable = 96;

/** Breaks a text to the terminal and indents it. Chinese characters are two columns wide. */
export function wrap(text: string, terminal: number, indent: number): string[] {
  const width = Math.max(20, Math.min(terminal, readable) - indent);
  return wrapAnsi(text, width, { hard: true })
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${line}`);
}

/** Fills up to a width, in columns. */
export function pad(text: string, width: number): string {
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
