import {
  type MeetingEvent,
  type MeetingLogin,
  type MeetingStatus,
  type Mode,
  type ReusePolicy,
  type RoomRequest,
  SessionError,
} from '@partyline/core';
import { ImBridge } from '../shared/bridge/im-bridge.ts';
import type { Call } from '../shared/calls.ts';
import { Farewell } from '../shared/farewell.ts';
import { openToken } from '../shared/token.ts';
import { endingOf, imEndings } from './endings.ts';
import { misfitPolicy } from './fitness.ts';
import { KitLife, type KitSetUp } from './kit-life.ts';
import type { NeroomPortOptions } from './options.ts';
import { enterRoom, type RoomVisit } from './room-visit.ts';
import { MeetingServer } from './server.ts';
import { codeOf, vendorDetail, vendorError } from './vendor-error.ts';

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

/** Ids are compared as the server keeps them. */
const same = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

/** What one kit is set up for, who is logged in and which room it is in. Calls come one at a time. */
export class Meetings {
  readonly #options: NeroomPortOptions;
  readonly #bridge: ImBridge | undefined;
  readonly #server: MeetingServer;
  readonly #life: KitLife;
  readonly #farewell: Farewell<MeetingEvent>;
  readonly #emit: (event: MeetingEvent) => void;
  #setUp: SetUp | undefined;
  #login: Login | undefined;
  /** The kit is being told of the IM's end, and tells it back: that is no news. */
  #forwarding = false;

  constructor(options: NeroomPortOptions, emit: (event: MeetingEvent) => void) {
    this.#options = options;
    this.#emit = emit;
    this.#bridge = options.nim && new ImBridge(options.nim);
    this.#server = new MeetingServer(options.kit, options.serverUrl);
    this.#farewell = new Farewell(emit);
    this.#life = new KitLife(options.kit, this.#bridge, (event) => {
      if (this.#forwarding) return;
      const ending = this.#login && endingOf(event);
      if (ending) this.#lost(ending);
      else if (this.#farewell.pending)
        this.#farewell.say(endingOf(event) ?? { type: 'signedOut', reason: 'loggedOut' });
    });
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
      throw new SessionError('invalidInput', { message: 'neroomPort: set up for something else: close() it first' });
    }
    const misfit = misfitPolicy(this.#options, reuse);
    if (misfit) throw misfit;
    if (reuse !== 'off') this.#bridge?.assertApp(appKey);
    const { serverUrl, config } = this.#options;
    const serverConfig = serverUrl === undefined ? undefined : await this.#server.environment(appKey, call.signal);
    call.check();
    const setUp = { appKey, reuse, ...(serverConfig && { serverConfig }), ...(config && { config }) };
    await this.#life.ready(reuse === 'off' ? 'owned' : 'reused', setUp);
    this.#setUp = setUp;
    if (reuse !== 'off') this.#bridge?.listen(this.#imListener);
  }

  async login({ userUuid, token }: MeetingLogin, mode: Mode, call: Call): Promise<{ readonly accid: string }> {
    const setUp = this.#ready();
    if ((setUp.reuse === 'required' && mode === 'owned') || (setUp.reuse === 'off' && mode === 'reused')) {
      throw new SessionError('unsupported', {
        message: `neroomPort: set up with reuse ${setUp.reuse}, not for ${mode}`,
      });
    }
    if (mode === 'reused') this.#needIm(setUp.appKey);
    const before = this.#login;
    if (before) {
      if (before.mode === mode && same(before.userUuid, userUuid)) return { accid: before.accid };
      throw new SessionError('alreadyLoggedIn', { message: 'neroomPort: somebody else is logged in' });
    }
    const opened = await call.until(openToken(token));
    const accid = await this.#logIn(userUuid, opened, mode, setUp, call);
    this.#login = { userUuid, accid, mode };
    return { accid };
  }

  async join(request: RoomRequest, call: Call): Promise<{ readonly meetingNum: string }> {
    this.#ready();
    const login = this.#login;
    if (!login) throw new SessionError('notLoggedIn', { message: 'neroomPort: nobody is logged in' });
    await this.#enter(login, request, this.#options.role ?? 'member', call);
    return { meetingNum: request.meetingNum };
  }

  async joinAnonymously(request: RoomRequest, call: Call) {
    const setUp = this.#ready();
    // Under reuse the kit's own answer is a resolved promise with a code in it, or nothing at all: it is never asked.
    if (setUp.reuse === 'required' || (setUp.reuse === 'auto' && this.#bridge?.account !== undefined)) {
      const vendor = vendorDetail(this.#options.kit, 'anonymousJoin', 112001);
      throw new SessionError('anonymousUnderReuse', { vendor });
    }
    if (this.#login) throw new SessionError('alreadyLoggedIn', { message: 'neroomPort: somebody is logged in' });
    const guest = await this.#server.guest(setUp.appKey, call.signal);
    const accid = await this.#logIn(guest.userUuid, guest.userToken, 'owned', setUp, call);
    const login: Login = { userUuid: undefined, accid, mode: 'owned' };
    this.#login = login;
    try {
      await this.#enter(login, request, 'member', call);
    } catch (error) {
      await this.logout();
      throw error;
    }
    return { accid, meetingNum: request.meetingNum };
  }

  /** Leaves the room; a guest is logged out by it. */
  async leave(): Promise<void> {
    const login = this.#login;
    const room = login?.room;
    if (!login || !room) return;
    login.room = undefined;
    await room.leave();
    if (login.userUuid === undefined && this.#login === login) await this.logout();
  }

  async logout(): Promise<void> {
    const login = this.#login;
    this.#login = undefined;
    this.#farewell.forget();
    if (!login) return;
    await login.room?.leave();
    await this.#life.logout();
  }

  async close(): Promise<void> {
    await this.logout();
    this.#setUp = undefined;
    this.#bridge?.deafen();
    await this.#life.abandon();
  }

  #ready(): SetUp {
    if (this.#setUp) return this.#setUp;
    throw new SessionError('notInitialized', { message: 'neroomPort: call initialize() first' });
  }

  /** Said by us: the kit says 100005 also when nobody is logged in at the IM. */
  #needIm(appKey: string): void {
    this.#bridge?.look();
    this.#bridge?.assertApp(appKey);
    if (this.#bridge?.account === undefined) throw new SessionError('imNotLoggedIn');
  }

  async #logIn(userUuid: string, token: string, mode: Mode, setUp: SetUp, call: Call): Promise<string> {
    await this.#life.ready(mode, setUp);
    try {
      call.check();
      const accid = await call.until(this.#life.login(userUuid, token));
      if (mode === 'owned') return accid;
      const rides = this.#bridge?.account;
      if (rides !== undefined && same(rides, accid)) return rides;
      throw new SessionError('imNotLoggedIn', { message: 'the IM login ended while the meeting logged in (100004)' });
    } catch (error) {
      await this.#life.abandon();
      call.check();
      throw mode === 'owned' ? vendorError(this.#options.kit, 'login', error) : this.#reuseError(error);
    }
  }

  #reuseError(error: unknown): SessionError {
    const { kit } = this.#options;
    const vendor = vendorDetail(kit, 'login', codeOf(error));
    if (this.#bridge?.account === undefined) return new SessionError('imNotLoggedIn', { vendor });
    if (codeOf(error) !== 100004) return vendorError(kit, 'login', error);
    // Somebody is logged in, so what the kit misses is the line.
    return new SessionError('network', { message: "the IM's line is down (100004)", vendor });
  }

  async #enter(login: Login, request: RoomRequest, role: string, call: Call): Promise<void> {
    if (login.room) throw new SessionError('alreadyInMeeting', { message: 'neroomPort: already in a room' });
    const room = await enterRoom(this.#options.kit, request, role, call, (reason) => {
      if (login.room !== room || this.#login !== login) return;
      login.room = undefined;
      if (login.userUuid === undefined) void this.logout();
      this.#emit({ type: 'roomLeft', reason });
    });
    if (this.#login === login) login.room = room;
    else await room.leave();
  }

  /** The login ended by itself. The kit is released before the next one. */
  #lost(event: MeetingEvent): void {
    this.#login = undefined;
    this.#farewell.say(event);
  }

  readonly #imListener = {
    willReconnect: (): void => {
      if (this.#life.mode === 'reused') this.#options.kit.emit('reuseImWillReconnect', {});
    },
    ended: (how: keyof typeof imEndings): void => {
      const event: MeetingEvent = { type: 'signedOut', reason: imEndings[how] };
      if (this.#login?.mode === 'reused') this.#lost(event);
      else if (this.#farewell.pending) this.#farewell.say(event);
      if (this.#life.mode !== 'reused') return;
      this.#forwarding = true;
      try {
        this.#options.kit.emit('reuseImDisconnect', { code: how });
      } finally {
        this.#forwarding = false;
      }
      this.#life.abandon().catch(() => {});
    },
    proxied: (notice: object): void => {
      if (this.#life.mode === 'reused') this.#options.kit.emit('reuseImProxyMsg', notice);
    },
  };
}
