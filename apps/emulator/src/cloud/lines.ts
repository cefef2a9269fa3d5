import type { ImAccount } from './accounts.ts';
import type { Line } from './line.ts';

const none: readonly Line[] = [];

/** Every logged-in line, indexed by account: a login or a message costs the same with ten lines or twenty thousand. */
export class Lines {
  /**
   * One line by itself, several as a list: hardly an account has more than one. An account that has none left keeps its
   * entry, because a map whose keys come and go keeps what it has forgotten from the garbage collector (see
   * `Connections`, which is a list for the same reason).
   */
  readonly #byAccount = new Map<ImAccount, Line | readonly Line[] | undefined>();
  /** Lines that are frozen, evicted ones among them: those hear of it only when they thaw. */
  readonly frozen = new Set<Line>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The account's lines, oldest first, as they are now. */
  of(account: ImAccount): readonly Line[] {
    const lines = this.#byAccount.get(account);
    if (lines === undefined) return none;
    return isList(lines) ? lines : [lines];
  }

  all(): Line[] {
    return [...this.#byAccount.keys()].flatMap((account) => this.of(account));
  }

  add(line: Line): void {
    const lines = this.of(line.account);
    this.#byAccount.set(line.account, lines.length === 0 ? line : [...lines, line]);
    this.#size += 1;
  }

  /** Answers whether the line was there. */
  delete(line: Line): boolean {
    const lines = this.of(line.account);
    if (!lines.includes(line)) return false;
    const left = lines.filter((other) => other !== line);
    this.#byAccount.set(line.account, left.length === 1 ? left[0] : left.length === 0 ? undefined : left);
    this.#size -= 1;
    return true;
  }

  /** Forgets the accounts themselves; to be called when they are gone, and their lines with them. */
  clear(): void {
    this.#byAccount.clear();
  }
}

const isList = (lines: Line | readonly Line[]): lines is readonly Line[] => Array.isArray(lines);
