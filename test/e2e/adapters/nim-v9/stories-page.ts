// Stories that run in the page, beside the vendor's browser build. Each answers plain data, which the test looks at.
import { type NimV9, type NimV9PortOptions, type NimV9Sdk, nimV9Port } from '@partyline/adapters/nim-v9';
import { type Credential, isSessionError, Secret } from '@partyline/core';
import { pointedAtV9 } from '../../support/pointed-at-v9.ts';
import { hear } from '../support/heard.ts';

const sdk = (globalThis as unknown as { readonly SDK: { readonly NIM: NimV9Sdk } }).SDK.NIM;
const calm = () => new AbortController().signal;

/** What the test lends the page. */
interface Lent {
  act(name: string): Promise<void>;
  dynamicToken(): Promise<string>;
}
const { act, dynamicToken } = globalThis as unknown as Lent;

const plain = (error: unknown) => {
  if (!isSessionError(error)) return { kind: `no SessionError: ${error}` };
  const { kind, message, vendor } = error;
  return { kind, message, ...(vendor && { vendor }) };
};
const outcome = (call: Promise<unknown>) => call.then(() => 'ok' as const, plain);
const thrown = (run: () => unknown) => {
  try {
    run();
    return 'ok' as const;
  } catch (error) {
    return plain(error);
  }
};

async function opened(url: string, options: Partial<NimV9PortOptions> = {}) {
  const port = nimV9Port({ sdk, options: pointedAtV9(url), ...options });
  await port.initialize({ appKey: 'partyline' }, calm());
  const login = (accid: string, token: Credential) => port.login({ accid, token }, calm());
  return { port, login };
}
const instance = (url: string, more: object): NimV9 =>
  sdk.getInstance({
    ...pointedAtV9(url),
    appKey: 'partyline',
    account: 'alice',
    token: 'alice-token',
    ...more,
  } as never);
const destroyed = (nim: NimV9) => new Promise<void>((done) => nim.destroy({ done }));

export const stories = {
  async refused(url: string, accid: string, token: string) {
    const { port, login } = await opened(url);
    const error = await outcome(login(accid, new Secret(token)));
    const { phase } = port.status();
    await port.close();
    return { error, phase };
  },

  async unreachable() {
    const { port, login } = await opened('http://127.0.0.1:9', { loginOption: { retryCount: 1 } });
    const error = await outcome(login('alice', new Secret('alice-token')));
    await port.close();
    return { error };
  },

  async aborted(url: string) {
    const { port, login } = await opened(url);
    const listener = hear(port);
    const caller = new AbortController();
    const call = port.login({ accid: 'alice', token: new Secret('alice-token') }, caller.signal);
    await act('held');
    caller.abort('changed my mind');
    const error = await outcome(call);
    const { phase } = port.status();
    const next = await outcome(login('bob', new Secret('bob-token')));
    // Longer than the SDK goes on with a list of addresses.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const status = port.status();
    await port.close();
    return { error, phase, next, status, types: listener.types };
  },

  /** The host's callbacks are heard before ours, and are the host's again afterwards. */
  async hostsCallbacks(url: string) {
    const heard: string[] = [];
    const nim = instance(url, {
      skipConnectionOnInitialize: true,
      onconnect: () => heard.push('host: onconnect'),
      onwillreconnect: () => heard.push('host: onwillreconnect'),
      ondisconnect: ({ code }: { code?: string }) => heard.push(`host: ondisconnect ${code}`),
    });
    const theirs = nim.options?.ondisconnect;
    const { port, login } = await opened(url, { nim });
    const stop = port.subscribe(({ type }) => heard.push(type));
    const hooked = nim.options?.ondisconnect !== theirs;
    await login('alice', new Secret('alice-token'));
    const same = port.nim === nim;
    const up = hear(port).next('lineUp');
    await act('drop');
    await up;
    const kicked = hear(port).next('kicked');
    await act('kick');
    await kicked;
    await port.close();
    stop();
    const told = [...heard];
    await destroyed(nim);
    return { heard: told, hooked, same };
  },

  /** With auth type 1 the SDK waits for what the provider answers, on every reconnect. */
  async dynamicTokens(url: string) {
    const { port, login } = await opened(url);
    let token = await dynamicToken();
    let times = 0;
    const first = await outcome(
      login('alice', async () => {
        times += 1;
        return new Secret(token);
      }),
    );
    const listener = hear(port);
    const up = listener.next('lineUp');
    token = await dynamicToken();
    await act('drop');
    await up;
    const asked = times;
    token = 'stale-secret';
    const refused = listener.next('credentialsRefused');
    await act('drop');
    const { error } = await refused;
    await port.close();
    return { first, asked, types: listener.types, error: plain(error) };
  },

  /** The line goes down before the SDK has everything that comes after a login. */
  async cutShort(url: string, tokens: string) {
    const { port, login } = await opened(url);
    const { events, next } = hear(port);
    const up = next('lineUp');
    const asked = tokens === 'dynamic' ? async () => new Secret(await dynamicToken()) : new Secret('alice-token');
    const first = await outcome(login('alice', asked));
    await up;
    const { phase } = port.status();
    await port.close();
    return { first, phase, types: events.map(({ type }) => type) };
  },

  async otherAccounts(url: string) {
    const nim = instance(url, { skipConnectionOnInitialize: true });
    const alone = nimV9Port({ nim });
    const noSdk = await outcome(alone.login({ accid: 'bob', token: new Secret('bob-token') }, calm()));
    const dynamic = await outcome(alone.login({ accid: 'alice', token: async () => new Secret('x') }, calm()));
    const otherApp = await outcome(alone.initialize({ appKey: 'another' }, calm()));
    const connected = new Promise<void>((resolve) => nim.setOptions({ onconnect: () => resolve() }));
    nim.connect();
    await connected;
    const { port, login } = await opened(url, { nim });
    const occupied = await outcome(login('bob', new Secret('bob-token')));
    const { phase } = port.status();
    await port.close();
    const survived = nim.getLoginStatus();
    await destroyed(nim);
    return { noSdk, dynamic, otherApp, occupied, phase, survived };
  },

  async badInput(url: string) {
    const nim = instance(url, { skipConnectionOnInitialize: true });
    await destroyed(nim);
    return {
      destroyed: thrown(() => nimV9Port({ nim })),
      namespace: thrown(() => nimV9Port({ sdk: (globalThis as unknown as { SDK: never }).SDK })),
      class: thrown(() => nimV9Port({ sdk })),
    };
  },
};

Object.assign(globalThis, { stories });
