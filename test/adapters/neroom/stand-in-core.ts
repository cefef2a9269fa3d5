import type { NeAuthService, NeResult, NeRoomContext, NeRoomKit } from '@partyline/adapters/neroom';

const OK: NeResult = { code: 0, data: undefined };

/** The web core as far as a `neroomPort` in mode owned asks anything of it. It does what it is asked, at once. */
export class StandInCore implements NeRoomKit {
  isInitialized = false;
  readonly calls: string[] = [];
  readonly #room: NeRoomContext = {
    leaveRoom: async () => this.#did('leaveRoom'),
    addRoomListener: () => {},
  };
  readonly authService: NeAuthService = {
    isLoggedIn: false,
    login: async () => this.#did('login'),
    logout: async () => this.#did('logout'),
    addAuthListener: () => {},
  };
  readonly roomService = {
    joinRoom: async (): Promise<NeResult<NeRoomContext>> => ({ ...this.#did('joinRoom'), data: this.#room }),
  };

  async initialize(): Promise<NeResult> {
    this.isInitialized = true;
    return this.#did('initialize');
  }

  release(): NeResult {
    this.isInitialized = false;
    return this.#did('release');
  }

  emit(): void {}

  /** What one is in while one is in a room. */
  get room(): NeRoomContext {
    return this.#room;
  }

  #did(call: string): NeResult {
    this.calls.push(call);
    return OK;
  }
}
