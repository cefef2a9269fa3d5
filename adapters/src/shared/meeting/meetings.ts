import {
  type MeetingEvent,
  type MeetingLogin,
  type MeetingStatus,
  type Mode,
  type ReusePolicy,
  type RoomRequest,
  SessionError,
} from '@partyline/core';
import type { ImEnding } from '../bridge/host-im.ts';
import type { ImBridge } from '../bridge/im-bridge.ts';
import type { Call } from '../calls.ts';
import { sameId } from '../same-id.ts';
import { openToken } from '../token.ts';
import { Farewell } from './farewell.ts';
import type { ImNews, KitDriver, KitSetUp, RoomVisit } from './kit-driver.ts';
import { KitLogin } from './kit-login.ts';

interface Login {
  /** Nobody's, for a guest. */
  readonly userUuid: string | undefined;
  readonly accid: string;
  readonly mode: Mode;
  room?: RoomVisit | undefined;
}

interface SetUp extends KitSetUp {
  readonly reuse: ReusePolicy;
}

/** How a reused IM's end reads as the end of the meeting that rode on it. */
const imEndings = { kicked: 'kicked', logout: 'imLoggedOut', 302: 'imCredentialsRefused' } as const;

/** What one kit is set up for, who is logged in and which room it is in. Calls come one at a time. */
export class Meetings {
  readonly #driver: KitDriver;
  readonly #bridge: ImBridge | undefined;
  readonly #kitLogin: KitLogin;
  readonly #emit: (event: MeetingEvent) => void;
  readonly #farewell: Farewell<MeetingEvent>;
  #setUp: SetUp | undefined;
  #login: Login | undefined;
  /** The kit is being told of the IM's end, and tells it back: that is no news. */
  #forwarding = false;

  constructor(driver: KitDriver, bridge: ImBridge | undefined, emit: (event: MeetingEvent) => void) {
    this.#driver = driver;
    this.#bridge = bridge;
    this.#kitLogin = new KitLogin(driver, bridge);
    this.#emit = emit;
    this.#farewell = new Farewell(emit);
  }

  status(): MeetingStatus {
    const login = this.#login;
    if (!login) return { phase: this.#setUp ? 'ready' : 'uninitialized' };
    const where = login.room && { meetingNum: login.room.meetingNum };
    if (login.userUuid === undefined) return { phase: 'loggedIn', anonymous: true, ...where };
    return { phase: 'loggedIn', userUuid: login.userUuid, anonymous: false, ...where };
  }

  async initialize(request: { readonly appKey: string; readonly reuse: ReusePolicy }, call: Call): Promise<void> {
    const { appKey, reuse } = request;
    if (this.#setUp) {
      if (this.#setUp.appKey === appKey && this.#setUp.reuse === reuse) return;
      throw this.#error('invalidInput', 'set up for something else: close() it first');
    }
    await this.#driver.free(call);
    const misfit = this.#driver.misfit(reuse);
    if (misfit) throw misfit;
    if (reuse !== 'off') {
      if (!this.#bridge)
        throw this.#error('invalidInput', "IM reuse needs `nim`, the app's IM instance, or reuse: 'off'");
      this.#bridge.assertApp(appKey);
    }
    const setUp = { appKey, reuse, prepared: await this.#driver.prepare(appKey, call) };
    call.check();
    await this.#driver.ready(reuse === 'off' ? 'owned' : 'reused', setUp, call);
    this.#setUp = setUp;
    if (reuse !== 'off') this.#bridge?.listen(this.#imListener);
  }

  async login({ userUuid, token }: MeetingLogin, mode: Mode, call: Call): Promise<{ readonly accid: string }> {
    const setUp = this.#ready();
    if ((setUp.reuse === 'required' && mode === 'owned') || (setUp.reuse === 'off' && mode === 'reused')) {
      throw this.#error('unsupported', `set up with reuse ${setUp.reuse}, not for ${mode}`);
    }
    if (mode === 'reused') this.#kitLogin.needIm(setUp.appKey);
    const before = this.#login;
    if (before) {
      if (before.mode === mode && sameId(before.userUuid, userUuid)) return { accid: before.accid };
      throw this.#error('alreadyLoggedIn', 'somebody else is logged in');
    }
    const opened = await call.until(openToken(token));
    await this.#driver.ready(mode, setUp, call);
    const accid = await this.#attempt(call, () => this.#kitLogin.logIn(userUuid, opened, mode, call));
    this.#login = { userUuid, accid, mode };
    return { accid };
  }

  async join(request: RoomRequest, call: Call): Promise<{ readonly meetingNum: string }> {
    this.#ready();
    const login = this.#login;
    if (!login) throw this.#error('notLoggedIn', 'nobody is logged in');
    if (login.room) throw this.#error('alreadyInMeeting', 'already in a room');
    const room = await this.#driver.enter(request, call, (reason) => this.#roomEnded(login, reason));
    if (this.#login !== login) {
      await room.leave();
      throw this.#error('meetingLost', 'the meeting login ended on the way into the room');
    }
    login.room = room;
    return { meetingNum: request.meetingNum };
  }

  async joinAnonymously(request: RoomRequest, call: Call) {
    const setUp = this.#ready();
    // Under reuse the kit's own answer is a resolved promise with a code in it, or nothing at all: it is never asked.
    if (setUp.reuse === 'required' || (setUp.reuse === 'auto' && this.#bridge?.account !== undefined)) {
      throw new SessionError('anonymousUnderReuse', { vendor: this.#driver.errors.detail('anonymousJoin', 112001) });
    }
    if (this.#login) throw this.#error('alreadyLoggedIn', 'somebody is logged in');
    let login: Login | undefined;
    const ended = (reason: string): void => {
      if (login) this.#roomEnded(login, reason);
    };
    await this.#driver.ready('owned', setUp, call);
    const { accid, room } = await this.#attempt(call, () =>
      this.#driver.enterAsGuest(request, setUp, call, ended).catch((error: unknown) => {
        throw this.#driver.errors.of('anonymousJoin', error);
      }),
    );
    login = { userUuid: undefined, accid, mode: 'owned', room };
    this.#login = login;
    return { accid, meetingNum: request.meetingNum };
  }

  /** Leaves the room; a guest is logged out by it. */
  async leave(): Promise<void> {
    const login = this.#login;
    const room = login?.room;
    if (!login || !room) return;
    login.room = undefined;
    if (login.userUuid === undefined) this.#login = undefined;
    await room.leave();
    if (login.userUuid === undefined) await this.#driver.logout();
  }

  async logout(): Promise<void> {
    const login = this.#login;
    this.#login = undefined;
    this.#farewell.forget();
    if (!login) return;
    await login.room?.leave();
    await this.#driver.logout();
  }

  async close(): Promise<void> {
    await this.logout();
    this.#setUp = undefined;
    this.#bridge?.deafen();
    await this.#driver.abandon();
  }

  /** The kit says that its login ended; an echo of what was asked of it finds nobody logged in. */
  kitEnded(event: MeetingEvent): void {
    if (this.#forwarding) return;
    if (this.#login) this.#lost(event);
    else if (this.#farewell.pending) this.#farewell.say(event);
  }

  #error(kind: ConstructorParameters<typeof SessionError>[0], text: string): SessionError {
    return new SessionError(kind, { message: `${this.#driver.name}: ${text}` });
  }

  #ready(): SetUp {
    if (this.#setUp) return this.#setUp;
    throw this.#error('notInitialized', 'call initialize() first');
  }

  /** A login that fails, or that nobody waits for any more, goes with the kit that was to have it. */
  async #attempt<T>(call: Call, work: () => Promise<T>): Promise<T> {
    try {
      call.check();
      return await work();
    } catch (error) {
      await this.#driver.abandon();
      call.check();
      throw error;
    }
  }

  #roomEnded(login: Login, reason: string): void {
    if (this.#login !== login || !login.room) return;
    login.room = undefined;
    if (login.userUuid === undefined) {
      this.#login = undefined;
      this.#driver.logout().catch(() => {});
    }
    this.#emit({ type: 'roomLeft', reason });
  }

  /** The login ended by itself. */
  #lost(event: MeetingEvent): void {
    this.#login = undefined;
    this.#farewell.say(event);
  }

  #forward(news: ImNews): void {
    if (this.#driver.mode !== 'reused') return;
    this.#forwarding = true;
    try {
      this.#driver.forward(news);
    } finally {
      this.#forwarding = false;
    }
  }

  readonly #imListener = {
    willReconnect: (): void => this.#forward({ type: 'willReconnect' }),
    proxied: (notice: Extract<ImNews, { type: 'proxied' }>['notice']): void =>
      this.#forward({ type: 'proxied', notice }),
    ended: (how: ImEnding): void => {
      const event: MeetingEvent = { type: 'signedOut', reason: imEndings[how] };
      if (this.#login?.mode === 'reused') this.#lost(event);
      else if (this.#farewell.pending) this.#farewell.say(event);
      if (this.#driver.mode !== 'reused') return;
      this.#forward({ type: 'ended', how });
      // The kit has no IM any more («nim is null») until it is set up anew.
      this.#driver.abandon().catch(() => {});
    },
  };
}
