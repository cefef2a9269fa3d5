import type { Page } from 'playwright-core';

/** Pages that are all alike. Each serves one at a time: a vendor's SDK keeps what it has per page. */
export class PagePool {
  readonly #pages: readonly Page[];
  readonly #free: Page[];
  readonly #waiting: ((page: Page) => void)[] = [];

  private constructor(pages: readonly Page[]) {
    this.#pages = pages;
    this.#free = [...pages];
  }

  static async open(count: number, open: () => Promise<Page>): Promise<PagePool> {
    return new PagePool(await Promise.all(Array.from({ length: count }, open)));
  }

  async use<T>(work: (page: Page) => Promise<T>): Promise<T> {
    const page = this.#free.pop() ?? (await new Promise<Page>((resolve) => this.#waiting.push(resolve)));
    try {
      return await work(page);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(page);
      else this.#free.push(page);
    }
  }

  async close(): Promise<void> {
    for (const page of this.#pages) await page.context().close();
  }
}
