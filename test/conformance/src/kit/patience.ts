import { Broken } from './broken.ts';

/** How long the kit waits for something that must happen. Nothing is ever checked by time having passed. */
export class Patience {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  /** What the promise settles with; `over`'s error when it does not settle at all. */
  async until<T>(promise: PromiseLike<T> | T, over: () => Error): Promise<T> {
    let timer: unknown;
    const end = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(over()), this.ms);
    });
    try {
      return await Promise.race([promise, end]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** What the promise settles with; `Broken` when it does not settle at all. */
  for<T>(promise: Promise<T>, what: string): Promise<T> {
    return this.until(promise, () => new Broken(`${what}, within ${this.ms} ms`, 'it never happened'));
  }
}
