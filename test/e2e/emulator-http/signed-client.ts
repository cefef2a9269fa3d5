import { type Clock, defaultApp, type Emulator, signedHeaders, systemClock } from '@partyline/emulator';

/** An answer of the vendor's server, whatever its generation. */
export interface Answer {
  readonly status: number;
  readonly code: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface CallOptions {
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as it is, with this content type. */
  readonly raw?: { readonly type: string; readonly text: string };
  /** Laid over the signed headers; `undefined` takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

let nonces = 0;

/** A client of the server API as an app's own server has one: every call signed with a fresh nonce. */
export class SignedClient {
  readonly #emulator: Emulator;
  readonly #app: { appKey: string; appSecret: string };
  readonly #clock: Pick<Clock, 'now'>;

  constructor(
    emulator: Emulator,
    clock: Pick<Clock, 'now'> = systemClock,
    app: { appKey: string; appSecret: string } = defaultApp,
  ) {
    this.#emulator = emulator;
    this.#clock = clock;
    this.#app = app;
  }

  /** `call` is a method and a path: `POST /im/v2/accounts`. */
  async call(call: string, options: CallOptions = {}): Promise<Answer> {
    const [method = '', path = ''] = call.split(' ');
    nonces += 1;
    const headers = new Headers(signedHeaders(this.#app, `nonce-${nonces}`, this.#clock.now()));
    const content = bodyOf(options);
    if (content !== undefined) headers.set('content-type', content.type);
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      if (value === undefined) headers.delete(name);
      else headers.set(name, value);
    }
    return answerOf(await fetch(this.#emulator.url + path, { method, headers, body: content?.text ?? null }));
  }
}

function bodyOf({ json, form, raw }: CallOptions): { type: string; text: string } | undefined {
  if (json !== undefined) return { type: 'application/json', text: JSON.stringify(json) };
  if (form === undefined) return raw;
  return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(form).toString() };
}

/** The part of an answer every generation has. */
export async function answerOf(response: Response): Promise<Answer> {
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, code: Number(body.code), body };
}

/** A call of the kit, as the web core makes it. */
export async function kitCall(
  emulator: Emulator,
  call: string,
  who: { user?: string; token?: string; authType?: string } = {},
  json?: unknown,
): Promise<Answer> {
  const [method = '', path = ''] = call.split(' ');
  const headers = new Headers({ clientType: 'web', ...who });
  if (json !== undefined) headers.set('content-type', 'application/json');
  return answerOf(
    await fetch(emulator.url + path, { method, headers, body: json === undefined ? null : JSON.stringify(json) }),
  );
}
