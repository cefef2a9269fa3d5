import { type Mode, SessionError } from '@partyline/core';
import type { ImBridge } from '../bridge/im-bridge.ts';
import type { Call } from '../calls.ts';
import { sameId } from '../same-id.ts';
import type { KitDriver } from './kit-driver.ts';
import { codeOf } from './kit-errors.ts';

/** One login through the kit, and what its failure means. */
export class KitLogin {
  readonly #driver: KitDriver;
  readonly #bridge: ImBridge | undefined;

  constructor(driver: KitDriver, bridge: ImBridge | undefined) {
    this.#driver = driver;
    this.#bridge = bridge;
  }

  /** Throws unless somebody is logged in at the IM to be reused. Said by us: the kit says 100005 also when nobody is. */
  needIm(appKey: string): void {
    this.#bridge?.look();
    this.#bridge?.assertApp(appKey);
    if (this.#bridge?.account === undefined) throw new SessionError('imNotLoggedIn');
  }

  /** Answers the id of the IM account that the kit is on. */
  async logIn(userUuid: string, token: string, mode: Mode, call: Call): Promise<string> {
    const { errors } = this.#driver;
    let accid: string;
    try {
      accid = await call.until(this.#driver.login(userUuid, token));
    } catch (error) {
      throw mode === 'owned' ? errors.of('login', error) : this.#reuseError(error);
    }
    if (mode === 'owned') return accid;
    const rides = this.#bridge?.account;
    if (rides !== undefined && sameId(rides, accid)) return rides;
    throw new SessionError('imNotLoggedIn', { message: 'the IM login ended while the meeting logged in (100004)' });
  }

  #reuseError(error: unknown): SessionError {
    const { errors } = this.#driver;
    const vendor = errors.detail('login', codeOf(error));
    if (this.#bridge?.account === undefined) return new SessionError('imNotLoggedIn', { vendor });
    if (codeOf(error) !== 100004) return errors.of('login', error);
    // Somebody is logged in, so what the kit misses is the line.
    return new SessionError('network', { message: "the IM's line is down (100004)", vendor });
  }
}
