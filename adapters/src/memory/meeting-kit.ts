import {
  type ImEvent,
  type MeetingEvent,
  type MeetingStatus,
  type Mode,
  type ReusePolicy,
  type Secret,
  SessionError,
} from '@partyline/core';
import type { Emitter } from '../shared/emitter.ts';
import type { App, Room } from './app.ts';
import type { ImLoginState, ImSdk } from './im-sdk.ts';
import { type Ended, KitLoginState } from './kit-login.ts';
import type { MemoryServer } from './server.ts';
import { vendorError } from './vendor-error.ts';

interface SetUp {
  readonly appKey: string;
  readonly reuse: ReusePolicy;
}

/**
 * The fake meeting kit of one device, after the vendor's table of behaviour with and without reuse. In mode owned it
 * logs the one IM SDK in as the account bound to the meeting account, replacing whoever was there, and out again at
 * logout. Under reuse it never touches the IM SDK and checks the binding against who is logged in at that moment.
 */
export class MeetingKit {
  readonly events: Emitter<MeetingEvent>;
  readonly #server: MemoryServer;
  readonly #sdk: ImSdk;
  #setUp: SetUp | undefined;
  #login: KitLoginState | undefined;
  /** The kit threw its IM away after a terminal disconnect; only a release helps (seen on RoomKit 1.31). */
  #imIsNull = false;

  constructor(server: MemoryServer, sdk: ImSdk, events: Emitter<MeetingEvent>) {
    this.#server = server;
    this.#sdk = sdk;
    this.events = events;
    sdk.events.last = (event) => this.#imChanged(event);
  }

  get login(): KitLoginState | undefined {
    return this.#login;
  }

  status(): MeetingStatus {
    const login = this.#login;
    if (!login) return { phase: this.#setUp ? 'ready' : 'uninitialized' };
    const { userUuid, room } = login;
    const where = room && { meetingNum: room.meetingNum };
    if (userUuid === undefined) return { phase: 'loggedIn', anonymous: true, ...where };
    return { phase: 'loggedIn', userUuid, anonymous: false, ...where };
  }

  /** A second time is silently ignored, as the real kit does. Answers whether it was the first. */
  initialize(setUp: SetUp): boolean {
    if (this.#setUp) return false;
    if (setUp.reuse === 'off') this.#sdk.initialize('kit', setUp.appKey);
    this.#setUp = setUp;
    return true;
  }

  signIn(userUuid: string, mode: Mode, token: string): { readonly accid: string } {
    const { reuse, app } = this.#ready();
    if ((reuse === 'required' && mode === 'owned') || (reuse === 'off' && mode === 'reused')) {
      throw new SessionError('unsupported', {
        message: `the kit was initialised with reuse ${reuse}, not for ${mode}`,
      });
    }
    if (mode === 'reused' && !this.#sdk.login) throw notLoggedIn();
    this.#needNetwork();
    const account = app.checkMeeting(userUuid, token);
    const current = this.#login;
    if (current && current.userUuid !== account.userUuid) {
      throw vendorError('meeting', 'alreadyLoggedIn', -102, 'somebody else is logged in');
    }
    if (mode === 'reused') this.#checkReuse(account.accid, app);
    if (current) return { accid: current.im.accid };
    const im = mode === 'reused' ? this.#sdk.login : this.#ownIm(app, account.accid);
    if (!im) throw notLoggedIn();
    this.#login = this.#newLogin({ app, userUuid: account.userUuid, mode, im, guest: undefined });
    return { accid: im.accid };
  }

  join(meetingNum: string, password: Secret | undefined): { readonly meetingNum: string } {
    const { app } = this.#ready();
    const login = this.#login;
    if (login?.room) throw vendorError('meeting', 'alreadyInMeeting', -6, 'already in a meeting');
    if (!login) throw vendorError('meeting', 'notLoggedIn', -7, 'nobody is logged in');
    this.#needNetwork();
    if (login.mode === 'reused') this.#checkReuse(login.im.accid, app);
    const room = app.checkRoom(meetingNum, password);
    login.enter(room);
    return { meetingNum };
  }

  joinAnonymously(meetingNum: string, password: Secret | undefined) {
    const { reuse, app } = this.#ready();
    const login = this.#login;
    if (reuse === 'required' || (reuse === 'auto' && this.#sdk.login && login?.mode !== 'owned')) {
      throw vendorError('meeting', 'anonymousUnderReuse', 112001, 'IM reuse does not support anonymous join');
    }
    if (login?.room) throw vendorError('meeting', 'alreadyInMeeting', -6, 'already in a meeting');
    if (login) throw vendorError('meeting', 'alreadyLoggedIn', -102, 'logged in as a member');
    this.#needNetwork();
    return this.#joinAsGuest(app, app.checkRoom(meetingNum, password));
  }

  leave(): void {
    if (this.#login?.guest) this.signOut(this.#login);
    else this.#login?.leaveRoom();
  }

  /** Ends this login, unless it has ended already. */
  signOut(login: KitLoginState | undefined): void {
    if (!login || login !== this.#login) return;
    this.#login = undefined;
    login.end();
    if (login.mode === 'owned') this.#sdk.signOut(login.im);
  }

  /** Logs out and lets go of everything; of the IM SDK only what the kit itself brought up. */
  release(): void {
    this.signOut(this.#login);
    this.#setUp = undefined;
    this.#imIsNull = false;
    this.#sdk.release('kit');
  }

  /** Released and initialised again if it lost its IM for good: what an adapter must do before the next login. */
  revive(): void {
    const setUp = this.#setUp;
    if (!setUp || !this.#imIsNull) return;
    this.release();
    this.initialize(setUp);
  }

  #ready(): { readonly reuse: ReusePolicy; readonly app: App } {
    if (!this.#setUp) throw vendorError('meeting', 'notInitialized', -1, 'the kit is not initialised');
    if (this.#imIsNull) {
      throw vendorError('meeting', 'notInitialized', 'nim is null', 'the kit lost its IM and must be closed first');
    }
    const { appKey, reuse } = this.#setUp;
    const app = this.#server.findApp(appKey);
    if (!app) throw vendorError('meeting', 'badCredentials', 401, `no app "${appKey}"`);
    return { reuse, app };
  }

  #needNetwork(): void {
    if (!this.#sdk.network.up) throw vendorError('meeting', 'network', 100003, 'network unavailable');
  }

  /** What the kit checks at login and whenever it needs the IM's line. */
  #checkReuse(accid: string, app: App): void {
    const im = this.#sdk.login;
    if (!im) throw notLoggedIn();
    if (im.accid !== accid || im.app !== app) {
      throw vendorError('meeting', 'accountMismatch', 100005, 'the IM account is not the one bound to it');
    }
    if (!im.connected) throw vendorError('meeting', 'network', 100003, "the IM's line is down");
  }

  #ownIm(app: App, accid: string): ImLoginState {
    const sdk = this.#sdk;
    const account = app.imAccounts.get(accid);
    if (!account) throw vendorError('server', 'badCredentials', 701, 'the bound IM account does not exist');
    if (sdk.appKey === undefined) sdk.initialize('kit', app.appKey);
    return sdk.signIn('kit', sdk.begin(), accid, account.token, account.token.open());
  }

  #joinAsGuest(app: App, room: Room) {
    const guest = app.addGuest();
    try {
      const im = this.#ownIm(app, guest.accid);
      this.#login = this.#newLogin({ app, userUuid: undefined, mode: 'owned', im, guest });
      this.#login.enter(room);
      return { accid: guest.accid, meetingNum: room.meetingNum };
    } catch (error) {
      app.removeGuest(guest);
      throw error;
    }
  }

  #newLogin(fields: ConstructorParameters<typeof KitLoginState>[0]): KitLoginState {
    return new KitLoginState(fields, (login, how, reason) => this.#ended(login, how, reason));
  }

  /** The server ended something. */
  #ended(login: KitLoginState, how: Ended, reason: string): void {
    if (login !== this.#login) return;
    if (how === 'removed' && !login.guest) login.leaveRoom();
    else this.signOut(login);
    if (how === 'expired') this.events.emit({ type: 'credentialsExpired' });
    else this.events.emit({ type: how === 'removed' ? 'roomLeft' : 'signedOut', reason });
  }

  /** Under reuse the kit hears of a terminal end only; its own IM login it misses whatever the cause. */
  #imChanged({ type }: ImEvent): void {
    const login = this.#login;
    if (!login || this.#sdk.login === login.im) return;
    const terminal = type === 'kicked' || type === 'credentialsRefused';
    if (!terminal && login.mode === 'reused') return;
    this.#imIsNull = login.mode === 'reused';
    this.signOut(login);
    this.events.emit({ type: 'signedOut', reason: terminal ? type : 'imLoggedOut' });
  }
}

function notLoggedIn(): SessionError {
  return vendorError('meeting', 'imNotLoggedIn', 100004, 'IM reuse is on: log the IM in first');
}
