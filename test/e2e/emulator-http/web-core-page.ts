// Runs in the page, beside the vendor's two scripts. It knows just enough of their shapes to drive them.

interface V2Nim {
  readonly V2NIMLoginService: {
    login(accid: string, token: string, option?: { authType: number }): Promise<void>;
    logout(): Promise<void>;
    getLoginUser(): string;
    getLoginStatus(): number;
    getConnectStatus(): number;
    on(event: string, listener: (detail: unknown) => void): void;
  };
  readonly V2NIMPassthroughService: {
    httpProxy(request: object): Promise<{ readonly body: string }>;
    on(event: 'onProxyNotify', listener: (notice: { fromAccountId: string; body: string; time: number }) => void): void;
  };
}

interface Result {
  readonly code: number;
  readonly message: string;
  readonly data: unknown;
}

interface RoomContext {
  readonly localMember: { readonly uuid: string; readonly role: { readonly name: string } };
  readonly remoteMembers: readonly { readonly uuid: string }[];
  addRoomListener(listener: Record<string, (detail: unknown) => void>): void;
  endRoom(): Promise<Result>;
}

interface Kit {
  initialize(config: object): Promise<Result>;
  release(): Result;
  emit(event: string, detail: object): void;
  readonly authService: {
    readonly isLoggedIn: boolean;
    login(userUuid: string, token: string): Promise<Result>;
    loginByDynamicToken(userUuid: string, token: string): Promise<Result>;
    renewToken(token: string): Promise<Result>;
    logout(): Promise<Result>;
    addAuthListener(listener: { onAuthEvent(event: number): void }): void;
  };
  readonly roomService: {
    createRoom(params: object, options: object): Promise<Result>;
    joinRoom(params: object, options: object): Promise<{ readonly data: RoomContext }>;
  };
  /** Private to the vendor; a control message has no public way in without a media server. */
  readonly _im: { setRoomId(roomId: string): void; sendMemberProxy(message: { action: number }): Promise<void> };
}

declare const NIM: { readonly default: { getInstance(init: object, other: object): V2Nim } };
declare const NERoom: new (options: object) => Kit;

/** How a call of the vendor's ended: its answer's code, or what it rejected with. */
export type Ending = { readonly code: unknown } | { readonly rejected: unknown };

/** One page with a host app's IM and a meeting kit in it. */
export class WebCorePage {
  /** What the two told the app, in order. */
  readonly told: string[] = [];
  #nim: V2Nim | undefined;
  #imToken: string | undefined;
  #kit: Kit | undefined;
  #room: RoomContext | undefined;

  openIm(url: string): void {
    const link = new URL(url).host;
    const nim = NIM.default.getInstance(
      { appkey: 'partyline', apiVersion: 'v2', debugLevel: 'off' },
      {
        V2NIMLoginServiceConfig: { lbsUrls: [`${url}/lbs/webconf.jsp`], linkUrl: link, linkSSL: false },
        reporterConfig: { enableCompass: false },
        abtestConfig: { isAbtestEnable: false },
      },
    );
    nim.V2NIMLoginService.on('onKickedOffline', (detail) => {
      this.told.push(`im kicked ${(detail as { reason: number }).reason}`);
      this.#kit?.emit('reuseImDisconnect', { code: 'kicked' });
    });
    nim.V2NIMPassthroughService.on('onProxyNotify', ({ fromAccountId, body, time }) => {
      this.#kit?.emit('reuseImProxyMsg', { account: fromAccountId, body, time });
    });
    this.#nim = nim;
  }

  imLogin(accid: string, token: string): Promise<Ending> {
    this.#imToken = token;
    return ending(this.#im().V2NIMLoginService.login(accid, token, { authType: 0 }));
  }

  imStatus(): number {
    return this.#im().V2NIMLoginService.getLoginStatus();
  }

  /** `reuse`: hand the kit nothing, the bridge object, or the SDK's instance as it is. */
  async openKit(url: string, reuse: 'none' | 'bridge' | 'raw', fresh = true): Promise<Ending> {
    if (fresh) this.#kit = new NERoom({ debug: false, eventTracking: false });
    const im = { none: undefined, bridge: this.#nim && bridge(this.#nim, () => this.#imToken), raw: this.#nim }[reuse];
    const kit = this.#needKit();
    const result = await ending(kit.initialize({ appKey: 'partyline', serverUrl: url, im, extras: { noReport: '1' } }));
    kit.authService.addAuthListener({ onAuthEvent: (event) => this.told.push(`auth ${event}`) });
    return result;
  }

  meetingLogin(userUuid: string, token: string): Promise<Ending> {
    return ending(this.#needKit().authService.login(userUuid, token));
  }

  meetingLoginByDynamicToken(userUuid: string, token: string): Promise<Ending> {
    return ending(this.#needKit().authService.loginByDynamicToken(userUuid, token));
  }

  renewToken(token: string): Promise<Ending> {
    return ending(this.#needKit().authService.renewToken(token));
  }

  meetingLogout(): Promise<Ending> {
    return ending(this.#needKit().authService.logout());
  }

  isLoggedIn(): boolean {
    return this.#needKit().authService.isLoggedIn;
  }

  releaseKit(): number {
    return this.#needKit().release().code;
  }

  async joinRoom(roomUuid: string): Promise<readonly [string, string]> {
    const { roomService } = this.#needKit();
    const options = { enableChatroom: false, enableRtc: false, enableRecord: false };
    await roomService.createRoom({ roomUuid, roomName: roomUuid }, options);
    const room = (await roomService.joinRoom({ roomUuid, role: 'host', userName: 'Host' }, {})).data;
    room.addRoomListener({
      onMemberJoinRoom: (members) => this.told.push(`joined ${uuids(members)}`),
      onMemberLeaveRoom: (members) => this.told.push(`left ${uuids(members)}`),
      onRoomEnded: (reason) => this.told.push(`ended ${String(reason)}`),
    });
    this.#room = room;
    return [room.localMember.uuid, room.localMember.role.name];
  }

  control(roomUuid: string, action: number): Promise<Ending> {
    const im = this.#needKit()._im;
    im.setRoomId(roomUuid);
    return ending(im.sendMemberProxy({ action }));
  }

  endRoom(): Promise<Ending> {
    return ending(this.#room?.endRoom());
  }

  #im(): V2Nim {
    if (this.#nim === undefined) throw new Error('openIm comes first');
    return this.#nim;
  }

  #needKit(): Kit {
    if (this.#kit === undefined) throw new Error('openKit comes first');
    return this.#kit;
  }
}

const uuids = (members: unknown): string => (members as { uuid: string }[]).map(({ uuid }) => uuid).join();

async function ending(call: Promise<unknown> | undefined): Promise<Ending> {
  try {
    return { code: ((await call) as Result | undefined)?.code ?? null };
  } catch (error) {
    if (typeof error !== 'object' || error === null) return { rejected: error };
    const { code, message, msg } = error as { code?: unknown; message?: unknown; msg?: unknown };
    return { rejected: code ?? message ?? msg };
  }
}

/** What the web core reads of the IM it reuses, answered from the current SDK. */
function bridge(nim: V2Nim, token: () => string | undefined): object {
  const { V2NIMLoginService: login, V2NIMPassthroughService: passthrough } = nim;
  return {
    get options() {
      return { account: login.getLoginStatus() === 1 ? login.getLoginUser() : undefined, token: token() };
    },
    protocol: { isConnected: () => login.getLoginStatus() === 1 && login.getConnectStatus() === 1 },
    httpRequestProxy: (request: {
      path: string;
      header: string;
      body: string;
      done(error: unknown, answer?: unknown): void;
    }) => {
      const { path, header, body, done } = request;
      passthrough.httpProxy({ path, method: 2, header, body }).then(
        (answer) => done(null, answer),
        (error) => done(error),
      );
    },
  };
}
