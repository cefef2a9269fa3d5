import { type Mode, SessionError } from '@partyline/core';
import type { ImBridge } from '../shared/bridge/im-bridge.ts';
import type { NeRoomKit } from './sdk.ts';
import { vendorDetail, vendorError } from './vendor-error.ts';

/** What the kit is initialised with, whichever mode. */
export interface KitSetUp {
  readonly appKey: string;
  readonly serverConfig?: object;
  readonly config?: Readonly<Record<string, unknown>>;
}

/**
 * The kit between initialise and release. It can't take a call back and it throws its IM away after a terminal
 * disconnect, so a login always starts on a kit that is fit for it: one that failed, lost its IM or serves the other mode
 * is released and initialised again.
 */
export class KitLife {
  readonly #kit: NeRoomKit;
  readonly #bridge: ImBridge | undefined;
  readonly #onAuthEvent: (event: unknown) => void;
  /** What the kit is initialised for, while it is fit for use. */
  #mode: Mode | undefined;
  /** An abandoned kit is on its way out; what comes next waits for it. */
  #leaving: Promise<unknown> = Promise.resolve();

  constructor(kit: NeRoomKit, bridge: ImBridge | undefined, onAuthEvent: (event: unknown) => void) {
    this.#kit = kit;
    this.#bridge = bridge;
    this.#onAuthEvent = onAuthEvent;
  }

  get mode(): Mode | undefined {
    return this.#mode;
  }

  /** Makes the kit fit for a mode. Asks nothing of the network: the environment is known. */
  async ready(mode: Mode, { appKey, serverConfig, config }: KitSetUp): Promise<void> {
    await this.#leaving;
    if (this.#mode === mode) return;
    if (this.#mode) await this.abandon();
    if (this.#kit.isInitialized) throw this.#stuck();
    const im = mode === 'reused' ? this.#bridge?.im : undefined;
    const quiet = { debug: false, eventTracking: false };
    try {
      await this.#kit.initialize({
        ...quiet,
        ...config,
        appKey,
        ...(serverConfig && { serverConfig }),
        ...(im && { im }),
      });
    } catch (error) {
      throw vendorError(this.#kit, 'initialize', error);
    }
    this.#kit.authService.addAuthListener({ onAuthEvent: this.#onAuthEvent });
    this.#mode = mode;
  }

  /** Logs in; answers the id of the IM account that the kit is on. A login that fails leaves a kit to abandon. */
  async login(userUuid: string, token: string): Promise<string> {
    const { authService } = this.#kit;
    await authService.login(userUuid, token);
    return authService.roomAccountId ?? userUuid;
  }

  /** Logs out. The kit stays as it is, fit for the next login. */
  async logout(): Promise<void> {
    try {
      await this.#kit.authService.logout();
    } catch {
      // Whatever is left of the login ends with the kit.
      await this.abandon();
    }
  }

  /** The kit lost its IM for good («nim is null»), or knows a login that must not be used: the next one starts afresh. */
  abandon(): Promise<void> {
    if (this.#mode === undefined) return this.#leaving.then(() => {});
    this.#mode = undefined;
    const { authService } = this.#kit;
    authService.addAuthListener({});
    // The server may still answer a login that nobody waits for: its second half must not log the kit's own IM in.
    authService.loginIM = () => Promise.reject(new Error('the login was abandoned'));
    const leave = async (): Promise<void> => {
      // Before the release: the kit takes its listeners off after it, and would take those of the next login with them.
      if (authService.isLoggedIn) await authService.logout().catch(() => {});
      const { code } = this.#kit.release();
      if (code === 0 && !this.#kit.isInitialized) return;
      throw this.#stuck(code);
    };
    const leaving = leave();
    this.#leaving = leaving.catch(() => {});
    return leaving;
  }

  /** An initialised kit ignores the next initialise without a word. */
  #stuck(code?: number): SessionError {
    return new SessionError('vendor', {
      message: 'the meeting kit could not be released: make a new NERoom()',
      vendor: vendorDetail(this.#kit, 'release', code),
    });
  }
}
