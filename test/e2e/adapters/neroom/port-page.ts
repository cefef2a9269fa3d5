// Runs in the page, beside the vendor's scripts: a host app with the adapter in it.
import { type NeRoomKit, type NeroomPortOptions, neroomPort } from '@partyline/adapters/neroom';
import {
  isSessionError,
  type MeetingPort,
  type MeetingStatus,
  type Mode,
  type ReusePolicy,
  Secret,
} from '@partyline/core';
import { type HostIm, hosts } from './host-im.ts';

interface WebCore extends NeRoomKit {
  /** Private to the vendor; a control message has no public way in without a media server. */
  readonly _im: { setRoomId(roomId: string): void; sendMemberProxy(message: { action: number }): Promise<void> };
  readonly roomService: NeRoomKit['roomService'] & {
    createRoom(params: object, options: object): Promise<{ readonly code: number }>;
  };
}
declare const NERoom: new (options: object) => WebCore;

/** How a call ended, in words that can cross from the page to Node. */
export type Ended =
  | { readonly ok: true; readonly value?: unknown }
  | {
      readonly ok: false;
      readonly kind: string;
      readonly code: unknown;
      readonly vendor: unknown;
      readonly message: string;
    };

export interface Opening {
  readonly url: string;
  readonly sdk?: keyof typeof hosts;
  /** The app that the host's IM runs. */
  readonly imApp?: string;
  /** What is handed to the adapter besides; for bad input. */
  readonly handIn?: 'nothing' | 'class' | 'v1' | 'initialized' | 'noEmit' | 'old';
  readonly serverUrl?: string;
}

export class PortPage {
  /** What the adapter and the IM told the app, in order. */
  readonly told: string[] = [];
  #im: HostIm | undefined;
  #kit: WebCore | undefined;
  #port: MeetingPort | undefined;
  #aborts = new Map<string, AbortController>();

  open({ url, sdk = 'v2', imApp = 'partyline', handIn, serverUrl = url }: Opening): Ended {
    const tell = (word: string): void => {
      this.told.push(word);
    };
    this.#im = hosts[sdk]({ url, appKey: imApp, tell });
    const made = new NERoom({ debug: false, eventTracking: false });
    this.#kit = made;
    const kit = { class: NERoom, noEmit: hiding(made, 'emit'), old: hiding(made, 'release') }[handIn as string] ?? made;
    const v1 = { options: { appkey: 'partyline' }, V2NIMLoginService: {}, V2NIMPassthroughService: {} };
    const nim = { nothing: undefined, v1 }[handIn as string] ?? (handIn === 'nothing' ? undefined : this.#im.nim);
    const options = { kit, nim, serverUrl, config: { extras: { noReport: '1' } } } as NeroomPortOptions;
    try {
      this.#port = neroomPort(options);
    } catch (error) {
      return failure(error);
    }
    this.#port.subscribe((event) => tell('reason' in event ? `${event.type} ${event.reason}` : event.type));
    return { ok: true };
  }

  imLogin(accid: string, token: string): Promise<Ended> {
    return ended(this.#needIm().login(accid, token));
  }
  imLogout(): Promise<Ended> {
    return ended(this.#needIm().logout());
  }
  imAccount(): string | undefined {
    return this.#needIm().account();
  }

  status(): MeetingStatus {
    return this.#needPort().status();
  }
  initialize(reuse: ReusePolicy, appKey = 'partyline'): Promise<Ended> {
    return ended(this.#needPort().initialize({ appKey, reuse }, this.#signal('initialize')));
  }
  login(userUuid: string, token: string, mode: Mode = 'reused'): Promise<Ended> {
    return ended(this.#needPort().login({ userUuid, token: new Secret(token) }, mode, this.#signal('login')));
  }
  logout(): Promise<Ended> {
    return ended(this.#needPort().logout());
  }
  join(meetingNum: string, password?: string): Promise<Ended> {
    const secret = password === undefined ? {} : { password: new Secret(password) };
    return ended(this.#needPort().join({ meetingNum, displayName: 'Somebody', ...secret }, this.#signal('join')));
  }
  joinAnonymously(meetingNum: string): Promise<Ended> {
    const request = { meetingNum, displayName: 'A guest' };
    return ended(this.#needPort().joinAnonymously(request, this.#signal('joinAnonymously')));
  }
  leave(): Promise<Ended> {
    return ended(this.#needPort().leave());
  }
  close(): Promise<Ended> {
    return ended(this.#needPort().close());
  }
  /** Aborts the last call of this name. */
  abort(name: string): void {
    this.#aborts.get(name)?.abort(new Error('not wanted'));
  }

  async createRoom(roomUuid: string, password?: string): Promise<number> {
    const options = { enableChatroom: false, enableRtc: false, enableRecord: false };
    return (await this.#needKit().roomService.createRoom({ roomUuid, roomName: roomUuid, password }, options)).code;
  }
  /** Sends a control message by the kit's IM, as a member does in a meeting. */
  control(roomUuid: string, action: number): Promise<Ended> {
    const { _im: im } = this.#needKit();
    im.setRoomId(roomUuid);
    return ended(im.sendMemberProxy({ action }));
  }
  kitIsLoggedIn(): boolean {
    return this.#needKit().authService.isLoggedIn;
  }
  /** The host goes behind the session's back. */
  kitLogout(): Promise<Ended> {
    return ended(this.#needKit().authService.logout());
  }
  kitInitialize(): Promise<Ended> {
    return ended(this.#needKit().initialize({ appKey: 'partyline', debug: false }));
  }

  #signal(name: string): AbortSignal {
    const abort = new AbortController();
    this.#aborts.set(name, abort);
    return abort.signal;
  }
  #needIm(): HostIm {
    if (!this.#im) throw new Error('open comes first');
    return this.#im;
  }
  #needKit(): WebCore {
    if (!this.#kit) throw new Error('open comes first');
    return this.#kit;
  }
  #needPort(): MeetingPort {
    if (!this.#port) throw new Error('open comes first');
    return this.#port;
  }
}

/** The kit as it would be without one of its methods. */
function hiding(kit: WebCore, hidden: string): object {
  return new Proxy(kit, {
    get: (target, name) => {
      const value: unknown = name === hidden ? undefined : Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function ended(call: Promise<unknown>): Promise<Ended> {
  try {
    const value = await call;
    return value === undefined ? { ok: true } : { ok: true, value };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Ended {
  if (!isSessionError(error))
    return { ok: false, kind: 'not a SessionError', code: undefined, vendor: undefined, message: String(error) };
  const { kind, code, vendor, message } = error;
  return { ok: false, kind, code, vendor: vendor?.code, message };
}
