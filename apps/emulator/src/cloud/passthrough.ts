/** A client's passthrough call (22_1): an HTTP request the vendor's link carries to a server behind it. */
export interface ProxyRequest {
  readonly appKey: string;
  readonly accid: string;
  readonly zone: string;
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly header: string;
  readonly body: string;
}

/** `code` other than 200 makes the client's call fail with it; one that a packet has no room for is 500. */
export interface ProxyAnswer {
  readonly code?: number | undefined;
  readonly header?: string | undefined;
  readonly body: string;
}

/** One that throws, or answers what is no answer, makes the client's call fail with 500; the reason is written to stderr. */
export type ProxyHandler = (request: ProxyRequest) => ProxyAnswer | Promise<ProxyAnswer>;

/** What is reachable behind the passthrough call. */
export class Passthrough {
  readonly #routes: { readonly path: string | RegExp; readonly handler: ProxyHandler }[] = [];

  /** Answers calls whose path is, or matches, `path` (the query string not counted). Later routes win. */
  on(path: string | RegExp, handler: ProxyHandler): void {
    this.#routes.unshift({ path, handler });
  }

  /** Where nothing listens the call fails with 404, as a path the vendor does not know. */
  async answer(request: ProxyRequest): Promise<ProxyAnswer> {
    const bare = request.path.split('?', 1)[0] ?? '';
    // `search`, because `test` goes on where a global expression stopped the last time.
    const route = this.#routes.find(({ path }) => (typeof path === 'string' ? path === bare : bare.search(path) >= 0));
    return route === undefined ? { code: 404, body: '' } : route.handler(request);
  }
}
