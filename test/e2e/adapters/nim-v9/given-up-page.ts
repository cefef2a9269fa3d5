// Runs in the page, beside the vendor's browser build: logins that are given up on their way.
import { type NimV9, type NimV9Sdk, nimV9Port } from '@partyline/adapters/nim-v9';
import { type Credential, isSessionError, Secret } from '@partyline/core';
import { pointedAtV9 } from '../../support/pointed-at-v9.ts';

const sdk = (globalThis as unknown as { readonly SDK: { readonly NIM: NimV9Sdk } }).SDK.NIM;

/** What the test lends the page. */
interface Lent {
  /** Resolves when what is to be late has been asked for. */
  held(): Promise<void>;
  /** Lets it come; resolves when it has. */
  release(): Promise<void>;
  /** Cuts the line; from then on sockets open late. */
  drop(): Promise<void>;
  dynamicToken(): Promise<string>;
}
const { held, release, drop, dynamicToken } = globalThis as unknown as Lent;

/** Who makes the instance. */
export type Whose = 'own' | 'host';
export type Wire = 'binary' | 'json';

const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error) => (isSessionError(error) ? error.kind : `no SessionError: ${error}`),
  );

const alice = { appKey: 'partyline', account: 'alice', token: 'alice-token', authType: 0 };

async function opened(url: string, whose: Whose, wire: Wire, authType: 0 | 1 = 0) {
  const options = { ...pointedAtV9(url), binaryWebsocket: wire === 'binary', reconnectionDelay: 10 };
  const hosts = { ...options, ...alice, authType, skipConnectionOnInitialize: true };
  const nim: NimV9 | undefined = whose === 'host' ? sdk.getInstance(hosts as never) : undefined;
  const port = nimV9Port({ sdk, options, ...(nim && { nim }) });
  await port.initialize({ appKey: 'partyline' }, new AbortController().signal);
  const login = (accid: string, signal: AbortSignal, token: Credential = new Secret(`${accid}-token`)) =>
    port.login({ accid, token }, signal);
  return { port, nim, login };
}
const calm = () => new AbortController().signal;

export const stories = {
  /** Aborted, somebody logs in, and only then what was late comes; somebody else in between. */
  async aborted(url: string, whose: Whose, wire: Wire, next: string) {
    const { port, nim, login } = await opened(url, whose, wire);
    const types: string[] = [];
    port.subscribe(({ type }) => types.push(type));
    const caller = new AbortController();
    const call = outcome(login('alice', caller.signal));
    await held();
    caller.abort();
    const error = await call;
    const { phase } = port.status();
    const token = nim?.options?.token;
    const first = await outcome(login(next, calm()));
    await release();
    const status = port.status();
    // Whatever came late has had its time when all of this is over.
    await port.logout();
    const second = await outcome(login(next, calm()));
    return { error, phase, token, first, status, second, types };
  },

  /** On an instance that keeps what it waits for elsewhere: nothing hangs, and the next login wins. */
  async elsewhere(url: string) {
    const errors: string[] = [];
    for (const protocol of [undefined, {}, { imsocket: { sockets: 7 }, promiseAbortManager: 'none' }]) {
      const own = sdk.getInstance({ ...pointedAtV9(url), ...alice, skipConnectionOnInitialize: true } as never);
      const get = (nim: NimV9, name: PropertyKey) => {
        const value: unknown = name === 'protocol' ? protocol : Reflect.get(nim, name);
        return typeof value === 'function' ? value.bind(nim) : value;
      };
      const port = nimV9Port({ nim: new Proxy(own, { get }) });
      await port.initialize({ appKey: 'partyline' }, calm());
      const caller = new AbortController();
      const login = (signal: AbortSignal) => port.login({ accid: 'alice', token: new Secret('alice-token') }, signal);
      const call = outcome(login(caller.signal));
      while (own.getLoginStatus() !== 2) await new Promise((resolve) => setTimeout(resolve, 0));
      caller.abort();
      errors.push(await call, await outcome(login(calm())), port.status().phase);
      await port.close();
      await new Promise<void>((done) => own.destroy({ done }));
    }
    const { login } = await opened(url, 'own', 'binary');
    return { errors, last: await outcome(login('bob', calm())) };
  },

  /** Closed while a login is on its way, and never used again. */
  async closed(url: string, whose: Whose, wire: Wire) {
    const { port, login } = await opened(url, whose, wire);
    const call = outcome(login('alice', calm()));
    await held();
    await port.close();
    const error = await call;
    await release();
    const { login: another } = await opened(url, 'own', wire);
    return { error, phase: port.status().phase, other: await outcome(another('bob', calm())) };
  },

  /** Logged out while the line is being healed. */
  async loggedOut(url: string, whose: Whose, wire: Wire) {
    const { port, login } = await opened(url, whose, wire);
    await login('alice', calm());
    await drop();
    await held();
    const { phase } = port.status();
    await port.logout();
    await release();
    const other = await opened(url, 'own', wire);
    return { before: phase, phase: port.status().phase, other: await outcome(other.login('bob', calm())) };
  },

  /** Logged out while the SDK waits for the token of its next attempt. */
  async loggedOutBeforeToken(url: string, whose: Whose) {
    const { port, login } = await opened(url, whose, 'binary', 1);
    let late: ((secret: Secret) => void) | undefined;
    let asked = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const token = new Secret(await dynamicToken());
    let times = 0;
    const provider = (): Promise<Secret> => {
      times += 1;
      if (times === 1) return Promise.resolve(token);
      asked();
      return new Promise((resolve) => {
        late = resolve;
      });
    };
    const first = await outcome(login('alice', calm(), provider));
    await drop();
    await waiting;
    // The SDK's own pause is over a moment after ours.
    await new Promise((resolve) => setTimeout(resolve, 0));
    await port.logout();
    late?.(token);
    const other = await opened(url, 'own', 'binary');
    return { first, phase: port.status().phase, other: await outcome(other.login('bob', calm())) };
  },
};

Object.assign(globalThis, { stories });
