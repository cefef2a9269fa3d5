import { Broken } from './broken.ts';

/** How long the kit waits for something that must happen. Nothing is ever checked by time having passed. */
export class Patience {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  /** What the promise settles with; `Broken` when it does not settle at all. */
  for<T>(promise: Promise<T>, what: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Broken(`${what}, within ${this.ms} ms`, 'it never happened')), this.ms);
      promise.then(resolve, reject).then(() => clearTimeout(timer));
    });
  }
}
