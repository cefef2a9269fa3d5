import type { ImAccount } from './accounts.ts';
import type { Line } from './line.ts';

/**
 * Every logged-in line. Each is kept with its account, so that a login or a message costs the same with ten lines or
 * twenty thousand; a map from one to the other would keep what it has forgotten from the garbage collector (`Connections`
 * says how).
 */
export class Lines {
  /** Lines that are frozen, evicted ones among them: those hear of it only when they thaw. */
  readonly frozen = new Set<Line>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The account's lines, oldest first, as they are now. */
  of(account: ImAccount): readonly Line[] {
    return account.lines;
  }

  add(line: Line): void {
    const { account } = line;
    account.lines = [...account.lines, line];
    this.#size += 1;
  }

  /** Answers whether the line was there. */
  delete(line: Line): boolean {
    const { account } = line;
    const left = account.lines.filter((other) => other !== line);
    if (left.length === account.lines.length) return false;
    account.lines = left;
    this.#size -= 1;
    return true;
  }
}
