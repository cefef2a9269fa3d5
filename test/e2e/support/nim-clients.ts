import type { CallResult, ClientOptions, LoginOptions, NimDriver } from './nim-driver.ts';

/** One SDK client as a test sees it, wherever it runs. */
export interface NimClient {
  login(accid: string, token: string, options?: LoginOptions): Promise<CallResult>;
  logout(): Promise<CallResult>;
  kickOther(): Promise<CallResult>;
  sendMessage(to: string, text: string): Promise<CallResult>;
  sendNotification(to: string, content: string): Promise<CallResult>;
  httpProxy(path: string, body: string): Promise<CallResult>;
  state(): Promise<readonly [number, number, string]>;
  events(): Promise<readonly string[]>;
  forget(): Promise<void>;
  until(word: string): Promise<void>;
}

/** A place where SDK clients run. */
export interface NimHost {
  open(options: ClientOptions): Promise<NimClient>;
  /** Everything that tried to leave this machine; must stay empty. */
  readonly strayed: readonly string[];
  close(): Promise<void>;
}

/** Carries a call to the driver: directly in Node, through the debugger in a browser. */
export type Invoke = <M extends Exclude<keyof NimDriver, 'close'>>(
  method: M,
  ...args: Parameters<NimDriver[M]>
) => Promise<Awaited<ReturnType<NimDriver[M]>>>;

export async function openClient(invoke: Invoke, options: ClientOptions): Promise<NimClient> {
  const id = await invoke('open', options);
  return {
    login: (accid, token, login) => invoke('login', id, accid, token, login),
    logout: () => invoke('logout', id),
    kickOther: () => invoke('kickOther', id),
    sendMessage: (to, text) => invoke('sendMessage', id, to, text),
    sendNotification: (to, content) => invoke('sendNotification', id, to, content),
    httpProxy: (path, body) => invoke('httpProxy', id, path, body),
    state: () => invoke('state', id),
    events: () => invoke('events', id),
    forget: () => invoke('forget', id),
    until: (word) => invoke('until', id, word),
  };
}
