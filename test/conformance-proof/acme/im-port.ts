import {
  type Credential,
  type ErrorKind,
  type ImEvent,
  type ImPort,
  isSessionError,
  type KickReason,
  Secret,
  SessionError,
} from '@partyline/core';
import { Calls, type Manner, Told } from './calls.ts';
import type { AcmeDevice, AcmeImClient, ImNews } from './im-client.ts';
import type { AcmeError } from './server.ts';

const kinds: Readonly<Record<number, ErrorKind>> = {
  901: 'network',
  404: 'badCredentials',
  403: 'accountDisabled',
  302: 'badCredentials',
};

const reasons: Readonly<Record<string, KickReason>> = {
  other: 'otherClient',
  server: 'server',
  remote: 'kickedByClient',
  quiet: 'quiet',
};

const told = ({ code, text }: AcmeError) =>
  new SessionError(kinds[code] ?? 'vendor', { message: text, vendor: { name: 'acme', surface: 'im', code } });

/** The token, at the moment it is needed. */
export async function opened(credential: Credential): Promise<string> {
  if (credential instanceof Secret) return credential.open();
  try {
    return (await credential()).open();
  } catch (error) {
    if (isSessionError(error)) throw error;
    throw new SessionError('badCredentials', { message: 'the token provider failed' });
  }
}

/** The vendor's news, as the contract tells them. */
function heard(news: ImNews): ImEvent {
  switch (news.what) {
    case 'in':
      return { type: 'loggedIn', accid: news.accid };
    case 'out':
      return { type: 'loggedOut' };
    case 'lost':
      return { type: 'lineDown' };
    case 'back':
      return { type: 'lineUp' };
    case 'kicked':
      return { type: 'kicked', reason: reasons[news.why] ?? 'server' };
    case 'refused':
      return { type: 'credentialsRefused', error: told(news.error) };
  }
}

/** An `ImPort` over the client of a device, which the host may use as well. */
export function acmeImPort(device: AcmeDevice, manner: Manner = {}): ImPort {
  const events = new Told<ImEvent>(manner);
  const calls = new Calls(manner);
  let heardOf: AcmeImClient | undefined;
  let made: AcmeImClient | undefined;
  /** Whom this port logged in, and who was there before it was asked to: a host's login stays the host's. */
  let [ours, theirs]: Array<string | undefined> = [];
  let closing: Promise<void> | undefined;
  let [logins, closes] = [0, 0];

  const hear = (news: ImNews): void => {
    if (news.what === 'out' || news.what === 'kicked' || news.what === 'refused') ours = theirs = undefined;
    events.tell(heard(news));
  };
  const watch = (client: AcmeImClient | undefined): void => {
    heardOf?.listeners.delete(hear);
    heardOf = client;
    client?.listeners.add(hear);
  };
  device.onClient.add(watch);
  watch(device.client);

  const close = async (): Promise<void> => {
    const { client } = device;
    if (client && ours !== undefined && client.user === ours) await new Promise<void>((done) => client.logout(done));
    if (client && made === client && client.user === undefined) device.destroy();
    made = undefined;
  };

  return {
    status() {
      const { client } = device;
      if (!client) return { phase: 'uninitialized' };
      const { appKey, user, online } = client;
      if (user === undefined) return { phase: 'ready', appKey };
      return { phase: 'loggedIn', accid: user, appKey, line: online ? 'online' : 'reconnecting' };
    },

    async initialize({ appKey }, signal) {
      const before = closes;
      await closing;
      calls.check(signal);
      if (closes !== before) throw new SessionError('superseded', { message: 'overtaken by close()' });
      if (!device.client) made = device.make(appKey);
      else if (device.client.appKey !== appKey) throw new SessionError('appMismatch');
    },

    async login({ accid, token }, signal) {
      const login = ++logins;
      calls.check(signal);
      calls.overtake('a later login');
      await closing;
      const { client } = device;
      if (!client) throw new SessionError('notInitialized');
      const open = await opened(token);
      calls.check(signal);
      if (login !== logins) throw new SessionError('superseded', { message: 'overtaken meanwhile' });
      theirs = ours === undefined ? client.user : undefined;
      await calls.run<string>(signal, (answer) =>
        client.login(
          accid,
          open,
          () => opened(token),
          (error, id) => {
            if (!error && id !== theirs) ours = id;
            answer(error && told(error), id);
          },
        ),
      );
    },

    async logout() {
      logins++;
      calls.overtake('logout()');
      const { client } = device;
      if (client) await new Promise<void>((done) => client.logout(done));
    },

    subscribe: (listener) => events.subscribe(listener),

    close() {
      closes++;
      logins++;
      calls.overtake('close()');
      closing ??= close().finally(() => {
        closing = undefined;
      });
      return closing;
    },
  };
}
