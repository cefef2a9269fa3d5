import type { ImAccount } from './accounts.ts';
import type { Line } from './line.ts';

const none: readonly Line[] = [];

/** Every logged-in line, indexed by account: a login or a message costs the same with ten lines or twenty thousand. */
export class Lines {
  readonly #byAccount = new Map<ImAccount, Line[]>();
  /** Lines that are frozen, evicted ones among them: those hear of it only when they thaw. */
  readonly frozen = new Set<Line>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The account's lines, oldest first. The list is live: copy it before kicking. */
  of(account: ImAccount): readonly Line[] {
    return this.#byAccount.get(account) ?? none;
  }

  all(): Line[] {
    return [...this.#byAccount.values()].flat();
  }

  add(line: Line): void {
    const lines = this.#byAccount.get(line.account);
    if (lines === undefined) this.#byAccount.set(line.account, [line]);
    else lines.push(line);
    this.#size += 1;
  }

  /** Answers whether the line was there. */
  delete(line: Line): boolean {
    const lines = this.#byAccount.get(line.account);
    const at = lines?.indexOf(line) ?? -1;
    if (lines === undefined || at < 0) return false;
    if (lines.length === 1) this.#byAccount.delete(line.account);
    else lines.splice(at, 1);
    this.#size -= 1;
    return true;
  }
}
