import type { Mode, RoomRequest, SessionError } from '@partyline/core';
import type { ImBridge } from '../shared/bridge/im-bridge.ts';
import type { Call } from '../shared/calls.ts';
import { answers, landing } from '../shared/meeting/answers.ts';
import type { GuestVisit, ImNews, KitDriver, KitListener, KitSetUp, RoomVisit } from '../shared/meeting/kit-driver.ts';
import { KitErrors } from '../shared/meeting/kit-errors.ts';
import { misfitPage, misfitPolicy } from './fitness.ts';
import type { NemeetingPortOptions } from './options.ts';
import { enterMeeting, needed } from './room-visit.ts';
import type { NeAccountService, NeJoinMeetingParams, NeMeetingService, ReusedImOptions } from './sdk.ts';

/** Where the vendor's kit goes unless told otherwise; the web kit wants to be told. */
const VENDOR = 'https://roomkit.netease.im';
/** The kit doesn't say which IM account a guest got. */
const UNNAMED_GUEST = 'guest';

/** NEMeetingKit between `initialize()` and `unInitialize()`. */
export class NemeetingDriver implements KitDriver {
  readonly name = 'nemeetingPort';
  readonly errors: KitErrors;
  readonly #options: NemeetingPortOptions;
  readonly #bridge: ImBridge | undefined;
  readonly #listener: KitListener;
  /** The callbacks of the host's IM, as the kit wrapped them: calling one tells the kit. */
  #callbacks: ReusedImOptions = {};
  #mode: Mode | undefined;
  /** What is under way and logs in or sets up; the kit can't be told that nobody waits for it any more. */
  #pending: Promise<void> | undefined;
  /** An abandoned kit is on its way out; what comes next waits for it. */
  #leaving: Promise<void> = Promise.resolve();

  constructor(options: NemeetingPortOptions, bridge: ImBridge | undefined, listener: KitListener) {
    this.#options = options;
    this.#bridge = bridge;
    this.#listener = listener;
    this.errors = new KitErrors('NEMeetingKit', () => options.version);
  }

  get mode(): Mode | undefined {
    return this.#mode;
  }

  async free(call: Call): Promise<void> {
    await call.until(this.#leaving);
  }

  misfit(reuse: Parameters<KitDriver['misfit']>[0]): SessionError | undefined {
    return misfitPolicy(this.#options, this.errors, reuse);
  }

  async prepare(): Promise<object> {
    return { serverUrl: this.#options.serverUrl ?? VENDOR };
  }

  async ready(mode: Mode, { appKey, prepared }: KitSetUp, call: Call): Promise<void> {
    await this.free(call);
    if (this.#mode === mode) return;
    if (this.#mode) {
      await this.abandon();
      await this.free(call);
    }
    // What has not landed by now never will.
    this.#pending = undefined;
    const { kit, config } = this.#options;
    const reused = mode === 'reused' ? { im: this.#bridge?.im } : {};
    const initialize = async () => kit.initialize({ width: 0, height: 0, ...config, ...prepared, ...reused, appKey });
    const initializing = initialize();
    this.#underWay(initializing);
    try {
      await call.until(initializing);
      if (mode === 'reused') this.#reuse();
    } catch (error) {
      const gone = this.#letGo(() => answers(() => initializing, landing));
      call.check();
      await gone;
      throw misfitPage(error, this.errors) ?? this.errors.of('initialize', error);
    }
    // The services are new ones after each initialise, and know no listener.
    this.#account().addListener({
      onKickOut: () => {
        // Now, while the kit still has the IM that it is about to forget: one that is only forgotten is handed out to the
        // next login while its line is closing, takes itself for connected, and never answers.
        if (mode === 'owned' && !this.#pending) this.abandon().catch(() => {});
        this.#listener.ended({ type: 'signedOut', reason: 'kicked' });
      },
      onAuthInfoExpired: () => this.#listener.ended({ type: 'credentialsExpired' }),
    });
    this.#mode = mode;
  }

  async login(userUuid: string, token: string): Promise<string> {
    const login = this.#account().loginByToken(userUuid, token);
    this.#underWay(login);
    const { code, message, data } = await login;
    if (code !== 0) throw { code, message };
    return this.#mode === 'reused' ? (this.#bridge?.account ?? '') : (data?.userUuid ?? userUuid);
  }

  async logout(): Promise<void> {
    if (await answers(() => this.#account().logout())) return;
    // Whatever is left of the login ends with the kit.
    await this.#letGo();
  }

  /**
   * Out at once as far as anybody can see. A login of the kit's own IM that is still under way is undone as soon as it has
   * landed, and the next login waits for that; one that reuses the host's IM has nothing to undo.
   */
  async abandon(): Promise<void> {
    if (this.#mode === undefined) {
      if (!this.#pending) await this.#leaving;
      return;
    }
    const pending = this.#mode === 'owned' ? this.#pending : undefined;
    // The host may have taken the kit away already, and its services with it.
    const account = this.#options.kit.getAccountService();
    const gone = this.#letGo(async () => {
      if (pending) await answers(() => pending, landing);
      await answers(async () => account?.logout());
    });
    if (!pending) await gone;
  }

  enter(request: RoomRequest, call: Call, onEnded: (reason: string) => void): Promise<RoomVisit> {
    const service = this.#meetings();
    const entering = service.joinMeeting(params(request), this.#options.joinOptions ?? {});
    return enterMeeting(service, this.errors, request.meetingNum, entering, call, onEnded);
  }

  async enterAsGuest(
    request: RoomRequest,
    _: KitSetUp,
    call: Call,
    onEnded: (reason: string) => void,
  ): Promise<GuestVisit> {
    const service = this.#meetings();
    const entering = service.anonymousJoinMeeting(params(request), this.#options.joinOptions ?? {});
    this.#underWay(entering);
    const room = await enterMeeting(service, this.errors, request.meetingNum, entering, call, onEnded);
    return { accid: UNNAMED_GUEST, room };
  }

  forward(news: ImNews): void {
    if (news.type === 'willReconnect') this.#callbacks.onwillreconnect?.({});
    else if (news.type === 'ended') this.#callbacks.ondisconnect?.({ code: news.how });
    else this.#callbacks.onProxyMsg?.(news.notice);
  }

  /**
   * The documented way to share an IM: the kit wraps the callbacks of the `getInstance` that makes it. Ours makes nothing.
   * After `initialize()`, because 4.8.6 has nothing to tell before, and each time, because it may be another core then.
   */
  #reuse(): void {
    const nim = { getInstance: (_: ReusedImOptions) => this.#bridge?.im };
    this.#callbacks = {};
    this.#options.kit.reuseIM(nim);
    nim.getInstance(this.#callbacks);
  }

  /** The kit is not to be used any more until it is set up anew, which waits for this. It never rejects. */
  #letGo(before: () => Promise<unknown> = async () => {}): Promise<void> {
    const leave = async (): Promise<void> => {
      await before();
      await answers(() => this.#options.kit.unInitialize());
    };
    this.#mode = undefined;
    this.#leaving = leave();
    return this.#leaving;
  }

  #underWay(login: Promise<unknown>): void {
    const over = (): void => {
      if (this.#pending === pending) this.#pending = undefined;
    };
    const pending: Promise<void> = login.then(over, over);
    this.#pending = pending;
  }

  #account(): NeAccountService {
    return needed(this.#options.kit.getAccountService(), this.errors, 'getAccountService');
  }

  #meetings(): NeMeetingService {
    return needed(this.#options.kit.getMeetingService(), this.errors, 'getMeetingService');
  }
}

const params = ({ meetingNum, displayName, password }: RoomRequest): NeJoinMeetingParams => ({
  meetingNum,
  displayName,
  ...(password && { password: password.open() }),
});
