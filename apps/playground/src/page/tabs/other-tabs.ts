/** What tabs tell each other. Ids only: tokens stay where they are. */
type Message =
  | { readonly type: 'hello' | 'bye'; readonly tab: string }
  /** These IM accounts are online in that tab. */
  | { readonly type: 'online'; readonly tab: string; readonly accids: readonly string[] }
  /** That tab has just logged this account in. */
  | { readonly type: 'claim'; readonly tab: string; readonly accid: string; readonly stamp: number };

type Claim = Extract<Message, { type: 'claim' }>;

const nobody: readonly string[] = [];

function isMessage(data: unknown): data is Message {
  return typeof data === 'object' && data !== null && 'type' in data && 'tab' in data && typeof data.tab === 'string';
}

/**
 * The other tabs of this page, which share one fake server with this one as far as IM logins go: an account has one
 * login, and the newest wins. Each tab has a cloud of its own; what they tell each other makes it look like one.
 */
export class OtherTabs {
  readonly #channel = new BroadcastChannel('partyline-fake-cloud');
  readonly #me = crypto.randomUUID();
  readonly #there = new Map<string, readonly string[]>();
  readonly #mine = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #online: readonly string[] = nobody;
  #accids: readonly string[] = nobody;

  /** Another tab logged in an account that this tab had. */
  onTaken: (accid: string) => void = () => {};

  constructor() {
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isMessage(data) && data.tab !== this.#me) this.#hear(data);
    };
    addEventListener('pagehide', () => this.#say({ type: 'bye', tab: this.#me }));
    addEventListener('pageshow', () => this.#hello());
    this.#hello();
  }

  /** The IM accounts that are online in other tabs. */
  readonly online = (): readonly string[] => this.#online;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Tells the others who is online here now. */
  present(accids: readonly string[]): void {
    if (accids.join() === this.#accids.join()) return;
    this.#accids = accids;
    this.#say({ type: 'online', tab: this.#me, accids });
  }

  /** This tab has just logged an account in: whoever else has it must go. */
  claim(accid: string): void {
    const stamp = Date.now();
    this.#mine.set(accid, stamp);
    this.#say({ type: 'claim', tab: this.#me, accid, stamp });
  }

  #hello(): void {
    this.#say({ type: 'hello', tab: this.#me });
    this.#say({ type: 'online', tab: this.#me, accids: this.#accids });
  }

  #hear(message: Message): void {
    switch (message.type) {
      case 'hello':
        this.#say({ type: 'online', tab: this.#me, accids: this.#accids });
        break;
      case 'bye':
        this.#there.delete(message.tab);
        break;
      case 'online':
        this.#there.set(message.tab, message.accids);
        break;
      case 'claim':
        if (this.#isNewer(message)) this.onTaken(message.accid);
    }
    const online = [...new Set([...this.#there.values()].flat())].sort();
    if (online.join() === this.#online.join()) return;
    this.#online = online;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Two tabs that log in at once must agree on who was last. */
  #isNewer({ accid, stamp, tab }: Claim): boolean {
    const mine = this.#mine.get(accid) ?? 0;
    return stamp === mine ? tab > this.#me : stamp > mine;
  }

  #say(message: Message): void {
    this.#channel.postMessage(message);
  }
}

export const otherTabs = new OtherTabs();
