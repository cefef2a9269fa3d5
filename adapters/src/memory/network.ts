import type { Clock } from '@partyline/core';

/** The network of one device. */
export class Network {
  readonly #clock: Clock;
  readonly #changed: Array<(up: boolean) => void> = [];
  #up = true;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get up(): boolean {
    return this.#up;
  }

  /** Cuts the device off: the IM SDK reconnects by itself once the network is back. `healAfter`: milliseconds. */
  drop({ healAfter }: { readonly healAfter?: number } = {}): void {
    this.#set(false);
    if (healAfter !== undefined) this.#clock.setTimeout(() => this.heal(), healAfter);
  }

  /** Brings the network back: the IM SDK logs in again, and a token that is no good any more is refused now. */
  heal(): void {
    this.#set(true);
  }

  /** For the fakes: hears of every change. */
  onChange(listener: (up: boolean) => void): void {
    this.#changed.push(listener);
  }

  #set(up: boolean): void {
    if (this.#up === up) return;
    this.#up = up;
    for (const listener of this.#changed) listener(up);
  }
}
