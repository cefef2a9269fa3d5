import { type Mode, type RoomRequest, SessionError } from '@partyline/core';
import type { ImBridge } from '../shared/bridge/im-bridge.ts';
import type { Call } from '../shared/calls.ts';
import { answers, landing } from '../shared/meeting/answers.ts';
import type { GuestVisit, ImNews, KitDriver, KitListener, KitSetUp, RoomVisit } from '../shared/meeting/kit-driver.ts';
import { KitErrors } from '../shared/meeting/kit-errors.ts';
import { oneAtATime } from '../shared/meeting/one-at-a-time.ts';
import { endingOf } from './endings.ts';
import { misfitPolicy } from './fitness.ts';
import { keepHearing } from './keep-hearing.ts';
import type { NeroomPortOptions } from './options.ts';
import { disarmOwnIm } from './own-im.ts';
import { enterRoom } from './room-visit.ts';
import { authEvent } from './sdk.ts';
import { MeetingServer } from './server.ts';

/** The web core between initialise and release. */
export class NeroomDriver implements KitDriver {
  readonly name = 'neroomPort';
  readonly errors: KitErrors;
  readonly #options: NeroomPortOptions;
  readonly #bridge: ImBridge | undefined;
  readonly #server: MeetingServer;
  readonly #listener: KitListener;
  #mode: Mode | undefined;
  /** The kit may hold an IM that is not logged in: on its way there, or lost. */
  #strayIm = false;
  /** An abandoned kit is on its way out; what comes next waits for it. */
  #leaving: Promise<unknown> = Promise.resolve();
  /** An initialise that nobody waits for any more; the next one does, and nobody else. */
  #landing: Promise<unknown> = Promise.resolve();

  constructor(options: NeroomPortOptions, bridge: ImBridge | undefined, listener: KitListener) {
    this.#options = options;
    this.#bridge = bridge;
    this.#listener = listener;
    this.errors = new KitErrors('NERoom', () => options.kit.sdkVersions?.roomKitVersion);
    this.#server = new MeetingServer(this.errors, options.serverUrl);
  }

  get mode(): Mode | undefined {
    return this.#mode;
  }

  async free(call: Call): Promise<void> {
    await call.until(Promise.all([this.#leaving, this.#landing]));
  }

  misfit(reuse: Parameters<KitDriver['misfit']>[0]): SessionError | undefined {
    return misfitPolicy(this.#options, this.errors, reuse);
  }

  async prepare(appKey: string, call: Call): Promise<object> {
    if (this.#options.serverUrl === undefined) return {};
    return { serverConfig: await this.#server.environment(appKey, call.signal) };
  }

  async ready(mode: Mode, { appKey, prepared }: KitSetUp, call: Call): Promise<void> {
    await this.free(call);
    if (this.#mode === mode) return;
    if (this.#mode) await this.abandon();
    const { kit, config } = this.#options;
    if (kit.isInitialized) throw this.#stuck();
    const im = mode === 'reused' ? { im: this.#bridge?.im } : {};
    const initialize = async () =>
      kit.initialize({ debug: false, eventTracking: false, ...config, ...prepared, ...im, appKey });
    const initializing = initialize();
    try {
      await call.until(initializing);
    } catch (error) {
      // It can't be called off. An initialised kit ignores the next initialise, so whatever comes of it is released.
      this.#landing = answers(() => initializing, landing)
        .then(() => kit.isInitialized && kit.release())
        .catch(() => {});
      call.check();
      throw this.errors.of('initialize', error);
    }
    const { authService } = kit;
    // Its IM answers whoever ends it first and nobody after that, and the kit itself logs out where the server refuses it.
    authService.logout = oneAtATime(authService.logout.bind(authService));
    keepHearing(authService);
    authService.addAuthListener({
      onAuthEvent: (event) => {
        const ending = endingOf(event);
        if (!ending) return;
        const lost = event !== authEvent.loggedOut && event !== authEvent.loggingOut;
        if (mode === 'owned' && lost) this.#dropDeadIm();
        this.#listener.ended(ending);
      },
    });
    this.#mode = mode;
  }

  async login(userUuid: string, token: string): Promise<string> {
    const { authService } = this.#options.kit;
    this.#strayIm = true;
    await authService.login(userUuid, token);
    this.#strayIm = false;
    return authService.roomAccountId ?? userUuid;
  }

  async logout(): Promise<void> {
    const { authService } = this.#options.kit;
    // Its line may be on its way back.
    disarmOwnIm(authService);
    // Whatever is left of the login ends with the kit.
    if (!(await answers(() => authService.logout()))) await this.abandon();
  }

  abandon(): Promise<void> {
    if (this.#mode === undefined) return this.#leaving.then(() => {});
    const owned = this.#mode === 'owned';
    this.#mode = undefined;
    const { kit } = this.#options;
    const { authService } = kit;
    authService.addAuthListener({});
    // The server may still answer a login that nobody waits for: its second half must not log the kit's own IM in.
    authService.loginIM = () => Promise.reject(new Error('the login was abandoned'));
    disarmOwnIm(authService);
    const leave = async (): Promise<void> => {
      // Before the release: the kit takes its listeners off after it, and would take those of the next login with them.
      // And it doesn't wait until its IM is gone, whose SDK would hand the dying instance out to the next login.
      const loggedIn = owned || authService.isLoggedIn || this.#strayIm;
      this.#strayIm = false;
      if (loggedIn) await answers(() => authService.logout());
      const { code } = kit.release();
      if (code !== 0 || kit.isInitialized) throw this.#stuck(code);
    };
    const leaving = leave();
    this.#leaving = leaving.catch(() => {});
    return leaving;
  }

  enter(request: RoomRequest, call: Call, onEnded: (reason: string) => void): Promise<RoomVisit> {
    const { kit, role = 'member' } = this.#options;
    return enterRoom(kit, this.errors, request, role, call, onEnded);
  }

  /** The web core has no anonymous join of its own: this is what the kit above it does. */
  async enterAsGuest(
    request: RoomRequest,
    { appKey }: KitSetUp,
    call: Call,
    onEnded: (reason: string) => void,
  ): Promise<GuestVisit> {
    const { userUuid, userToken } = await this.#server.guest(appKey, call.signal);
    const accid = await call.until(this.login(userUuid, userToken));
    const room = await enterRoom(this.#options.kit, this.errors, request, 'member', call, onEnded);
    return { accid, room };
  }

  forward(news: ImNews): void {
    const { kit } = this.#options;
    if (news.type === 'willReconnect') kit.emit('reuseImWillReconnect', {});
    else if (news.type === 'ended') kit.emit('reuseImDisconnect', { code: news.how });
    else kit.emit('reuseImProxyMsg', news.notice);
  }

  /**
   * The SDK inside keeps one instance per account in the page. After a kick the kit only forgets it, so the next login gets
   * it again: while its line is still closing it takes itself for connected, and never answers. After any other loss the
   * kit keeps it, and takes it for logged in. It can only be destroyed now, while the kit tells of the end and has it.
   */
  #dropDeadIm(): void {
    // A login that is under way is yet to say why it failed, and is given up then.
    if (this.#strayIm) return;
    this.#strayIm = true;
    this.abandon().catch(() => {});
  }

  /** An initialised kit ignores the next initialise without a word. */
  #stuck(code?: number): SessionError {
    return new SessionError('vendor', {
      message: 'neroomPort: the meeting kit could not be released: make a new NERoom()',
      vendor: this.errors.detail('release', code),
    });
  }
}
