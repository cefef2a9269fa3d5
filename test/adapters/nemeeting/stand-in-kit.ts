import type { MemoryCloud } from '@partyline/adapters/memory';
import type {
  NeAccountListener,
  NeAccountService,
  NeJoinMeetingParams,
  NeMeetingKit,
  NeMeetingService,
  NeMeetingStatusListener,
  NeResult,
} from '@partyline/adapters/nemeeting';
import { isSessionError, type RoomRequest, Secret } from '@partyline/core';

/** What the kit reads of an IM that it reuses. */
interface ReusedIm {
  readonly options: { readonly account?: string };
  readonly protocol: { isConnected(): boolean };
}

type Callbacks = Record<string, ((detail: { readonly code?: unknown }) => void) | undefined>;

const OK: NeResult = { code: 0, data: undefined };
const calm = (): AbortSignal => new AbortController().signal;

/** As the vendor's calls fail: with a code and a sentence. */
async function coded<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!isSessionError(error)) throw error;
    throw { code: error.vendor?.code ?? -1, message: error.message };
  }
}

/**
 * NEMeetingKit 4.x as its typedoc has it, with the memory cloud behind it. What it does to a reused IM, and what it can't
 * do, is what the real core does: it compares accounts letter by letter, keeps what it was first initialised with, throws
 * its IM away after a disconnect, and answers an anonymous join under reuse with a resolved code.
 */
export class StandInKit implements NeMeetingKit {
  isInitialized = false;
  /** Every call that the adapter made, by name. */
  readonly calls: string[] = [];
  /** What the kit heard of the IM that it rides on. */
  readonly heard: string[] = [];
  readonly #cloud: MemoryCloud;
  #im: ReusedIm | undefined;
  #imIsNull = false;
  #account: NeAccountService | undefined;
  #meeting: NeMeetingService | undefined;
  #accountListeners = new Set<NeAccountListener>();
  #statusListeners = new Set<NeMeetingStatusListener>();

  constructor(cloud: MemoryCloud) {
    this.#cloud = cloud;
    cloud.meeting.subscribe((event) => {
      // What happens to a reused IM it can only know by what is forwarded.
      if (event.type === 'signedOut' && this.#im && event.reason === 'kicked') return;
      for (const listener of [...this.#accountListeners]) {
        if (event.type === 'signedOut') listener.onKickOut?.();
        if (event.type === 'credentialsExpired') listener.onAuthInfoExpired?.();
      }
      if (event.type !== 'roomLeft') return;
      for (const listener of [...this.#statusListeners])
        listener.onMeetingStatusChanged({ status: 6, arg: event.reason });
    });
  }

  reuseIM(nim: { getInstance(options: Callbacks): unknown }): unknown {
    this.calls.push('reuseIM');
    const make = nim.getInstance.bind(nim);
    nim.getInstance = (options) => {
      for (const name of ['onwillreconnect', 'ondisconnect', 'onProxyMsg']) {
        const theirs = options[name];
        options[name] = (detail) => {
          theirs?.(detail);
          this.#imSays(name, detail);
        };
      }
      return make(options);
    };
    return nim;
  }

  async initialize(config: { readonly appKey: string; readonly serverUrl?: string; readonly im?: ReusedIm }) {
    this.calls.push('initialize');
    if (this.isInitialized) return OK;
    if (typeof config.serverUrl !== 'string') throw { code: -1, message: 'Required: serverUrl' };
    this.isInitialized = true;
    this.#im = config.im;
    this.#imIsNull = false;
    const { meeting } = this.#cloud;
    await coded(meeting.initialize({ appKey: config.appKey, reuse: config.im ? 'required' : 'off' }, calm()));
    this.#accountListeners = new Set();
    this.#statusListeners = new Set();
    this.#account = {
      loginByToken: (userUuid, token) => this.#login(userUuid, token),
      logout: async () => {
        await meeting.logout();
        return OK;
      },
      addListener: (listener) => void this.#accountListeners.add(listener),
      removeListener: (listener) => void this.#accountListeners.delete(listener),
    };
    this.#meeting = {
      joinMeeting: (params) => this.#join(params, false),
      anonymousJoinMeeting: (params) => this.#join(params, true),
      leaveCurrentMeeting: async (closeIfHost) => {
        this.calls.push(`leaveCurrentMeeting ${closeIfHost}`);
        await meeting.leave();
        return OK;
      },
      addMeetingStatusListener: (listener) => void this.#statusListeners.add(listener),
      removeMeetingStatusListener: (listener) => void this.#statusListeners.delete(listener),
    };
    return OK;
  }

  async unInitialize(): Promise<NeResult> {
    this.calls.push('unInitialize');
    this.isInitialized = false;
    this.#account = undefined;
    this.#meeting = undefined;
    await this.#cloud.meeting.close();
    return OK;
  }

  getAccountService(): NeAccountService | undefined {
    return this.#account;
  }

  getMeetingService(): NeMeetingService | undefined {
    return this.#meeting;
  }

  async #login(userUuid: string, token: string): Promise<NeResult<{ readonly userUuid: string }>> {
    this.calls.push('loginByToken');
    if (this.#imIsNull) throw new Error('nim is null');
    const mode = this.#im ? 'reused' : 'owned';
    if (this.#im && this.#im.options.account === undefined) throw 100005;
    if (this.#im && !this.#im.protocol.isConnected()) throw 100004;
    const login = { userUuid, token: new Secret(token) };
    const { accid } = await coded(this.#cloud.meeting.login(login, mode, calm()));
    return { code: 0, data: { userUuid: accid } };
  }

  async #join({ meetingNum, displayName, password }: NeJoinMeetingParams, anonymous: boolean): Promise<NeResult> {
    this.calls.push(anonymous ? 'anonymousJoinMeeting' : 'joinMeeting');
    const { meeting } = this.#cloud;
    if (anonymous && this.#im) return { code: 112001, message: 'reuseIM not support anonymous join', data: undefined };
    const request: RoomRequest = {
      meetingNum,
      displayName,
      ...(password !== undefined && { password: new Secret(password) }),
    };
    await coded(anonymous ? meeting.joinAnonymously(request, calm()) : meeting.join(request, calm()));
    return OK;
  }

  #imSays(name: string, { code }: { readonly code?: unknown }): void {
    this.heard.push(code === undefined ? name : `${name} ${code}`);
    if (name !== 'ondisconnect') return;
    this.#imIsNull = true;
    if (code !== 'kicked') return;
    for (const listener of [...this.#accountListeners]) listener.onKickOut?.();
  }
}
