// A vendor that does not exist, so that an adapter can be written for one that nobody had in mind: here its cloud.

/** What the vendor's callbacks get when something went wrong. */
export interface AcmeError {
  readonly code: number;
  readonly text: string;
}

export type Answer<T> = (error: AcmeError | undefined, value?: T) => void;

/** Who hears of what happens to a login. */
export interface Line {
  kicked(why: string): void;
  lost(): void;
  healed(): void;
}

interface Visitor {
  out(why: 'expired' | 'ended' | 'roomEnded' | 'removed'): void;
}

export const refusals = {
  noConnection: { code: 901, text: 'no connection' },
  noAccount: { code: 404, text: 'no such account' },
  disabled: { code: 403, text: 'the account is disabled' },
  badToken: { code: 302, text: 'bad token' },
  expired: { code: 303, text: 'the token expired' },
  noIm: { code: 801, text: 'log the IM in first' },
  otherIm: { code: 802, text: 'the IM is somebody else' },
  noRoom: { code: 701, text: 'no such room' },
  locked: { code: 702, text: 'the room is locked' },
  badPassword: { code: 703, text: 'bad room password' },
} as const;

/** The vendor's cloud, reached over a network that takes its time. */
export class AcmeServer {
  readonly accounts = new Map<string, { token: string; disabled: boolean }>();
  readonly members = new Map<string, { token: string; accid: string; expired: boolean }>();
  readonly rooms = new Map<string, { locked: boolean; password: string | undefined }>();
  readonly lines = new Map<string, Line>();
  readonly visitors = new Map<string, Visitor>();
  readonly clients = new Set<Line>();
  up = true;
  slow: 'there' | 'back' | undefined;
  readonly #latency: number;
  #pending = 0;

  /** @param latency milliseconds that an answer takes */
  constructor(latency: number) {
    this.#latency = latency;
  }

  /** Asks the server something; the answer comes later. What is cancelled meanwhile is not done, or is taken back. */
  ask<T>(work: () => T, answer: Answer<T>, takeBack: (value: T) => void = () => {}): { cancel(): void } {
    let wanted = true;
    const [there, back] = (['there', 'back'] as const).map((way) => this.#latency + (this.slow === way ? 30 : 0));
    this.#pending++;
    const arrive = (): void => {
      if (!wanted) {
        this.#over();
        return;
      }
      let error: AcmeError | undefined;
      let done: { readonly value: T } | undefined;
      try {
        if (!this.up) throw refusals.noConnection;
        done = { value: work() };
      } catch (refusal) {
        error = refusal as AcmeError;
      }
      setTimeout(() => {
        if (wanted) answer(error, done?.value);
        else if (done) takeBack(done.value);
        this.#over();
      }, back);
    };
    setTimeout(arrive, there);
    return {
      cancel: () => {
        wanted = false;
      },
    };
  }

  /** Who an account is, by its token. */
  checked(accid: string, token: string): string {
    const id = accid.toLowerCase();
    const account = this.accounts.get(id);
    if (!account) throw refusals.noAccount;
    if (account.disabled) throw refusals.disabled;
    if (account.token !== token) throw refusals.badToken;
    return id;
  }

  connect(accid: string, line: Line): void {
    const before = this.lines.get(accid);
    if (before !== line) before?.kicked('other');
    this.lines.set(accid, line);
  }

  disconnect(accid: string, line: Line): void {
    if (this.lines.get(accid) === line) this.lines.delete(accid);
  }

  kick(accid: string, why: string): void {
    const line = this.lines.get(accid);
    this.lines.delete(accid);
    line?.kicked(why);
  }

  drop(): void {
    this.up = false;
    const lines = [...this.lines.values()];
    this.lines.clear();
    for (const line of lines) line.lost();
  }

  heal(): void {
    this.up = true;
    for (const client of this.clients) client.healed();
  }

  /** Resolves when somebody waits for an answer. */
  async arrived(): Promise<void> {
    while (this.#pending === 0) await pause();
  }

  /** Resolves when nobody waits for an answer any more, and every listener has heard. */
  async settled(): Promise<void> {
    do await pause(10 + this.#latency);
    while (this.#pending > 0);
  }

  #over(): void {
    this.#pending--;
  }
}

const pause = (ms = 1) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
