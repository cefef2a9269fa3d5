// Runs in the page: a host app's chat and meeting kit, straight from the vendor's scripts, and the adapters over them.
import { type NeRoomKit, type NeroomPortOptions, neroomPort } from '@partyline/adapters/neroom';
import { type Nim, nimPort } from '@partyline/adapters/nim';
import { type NimV9, type NimV9Sdk, nimV9Port } from '@partyline/adapters/nim-v9';
import type { ImPort, MeetingPort } from '@partyline/core';
import { pointedAt } from '../../adapters/nim/nim-world.ts';
import { pointedAtV9 } from '../../support/pointed-at-v9.ts';
import { Journal } from './journal.ts';
import { WatchedKit } from './watched-kit.ts';

/** Which generation of the IM SDK an app has. */
export type Generation = 'v2' | 'v9';

/** The vendor's web core, with what only a test calls. */
export interface WebCore extends NeRoomKit {
  /** Private to the vendor; a control message has no public way in without a media server. */
  readonly _im: {
    setRoomId(roomId: string): void;
    sendMemberProxy(message: { action: number }): Promise<void>;
    readonly isReuseIM: boolean;
    /** The IM that the kit is on: the host's, or a client of the older generation in the kit itself. */
    readonly nim?: Pick<NimV9, 'options' | 'getLoginStatus'>;
  };
  readonly authService: NeRoomKit['authService'] & { renewToken(token: string): Promise<unknown> };
}

/** What the chat's SDK says of itself. */
export interface ChatStatus {
  /** 0 out, 1 in, 2 on the way, 3 waiting to reconnect. */
  readonly status: number;
  readonly accid: string | undefined;
}

/** An app's SDKs as the host has them, and ports over the very same instances. */
export interface Sdks {
  readonly im: ImPort;
  readonly meeting: MeetingPort;
  readonly kit: WebCore;
  /** The ends that the adapter asked of the kit and that the kit has not answered. */
  unanswered(): readonly string[];
  /** The accounts of the IM clients of the kit's own that are still there. */
  kitsClients(): readonly string[];
  /** The host logs in through its own SDK, without a word to anybody. */
  hostLogin(accid: string, token: string): Promise<void>;
  hostLogout(): Promise<void>;
  chat(): ChatStatus;
  /** The client that the kit has in itself; its account is named also while a line heals. */
  kitsOwn(): ChatStatus;
  /** Ends whatever is left of the chat. */
  end(): Promise<void>;
}

interface Chat extends Nim {
  readonly V2NIMLoginService: Nim['V2NIMLoginService'] & {
    setReconnectDelayProvider(provider: (delay: number) => number): void;
  };
}

declare const NIM: { readonly default: new (options: object, otherOptions: object) => Chat };
declare const SDK: { readonly NIM: NimV9Sdk };
declare const NERoom: new (options: object) => WebCore;

const out: ChatStatus = { status: 0, accid: undefined };

/** A client of 9.x; a destroyed one has lost its options. */
function statusOf(nim: Pick<NimV9, 'options' | 'getLoginStatus'> | undefined): ChatStatus {
  if (!nim?.options) return out;
  const status = nim.getLoginStatus();
  return { status, accid: status === 1 ? nim.options.account : undefined };
}

const meeting = (url: string, nim: unknown, journal: Journal) => {
  const kit = new NERoom({ debug: false, eventTracking: false });
  const watched = new WatchedKit(kit, journal);
  // Every instance is of the real SDK's own type, as a host has it.
  const options = {
    kit: watched.kit,
    nim: nim as NonNullable<NeroomPortOptions['nim']>,
    serverUrl: url,
    config: { extras: { noReport: '1' } },
  };
  const kitsOwn = (): ChatStatus => {
    const { isReuseIM = true, nim = undefined } = kit._im ?? {};
    const { status } = isReuseIM ? out : statusOf(nim);
    return { status, accid: status === 0 ? undefined : nim?.options?.account };
  };
  return {
    kit,
    kitsOwn,
    meeting: neroomPort(options),
    unanswered: () => watched.unanswered,
    kitsClients: () => watched.clients,
  };
};

/**
 * A host does one thing after the other. Of two logins at once neither SDK answers both: 9.x answers one of two of the same
 * account, 10.x leaves the first on a socket that never says anything when both begin while somebody is still logged in.
 */
function inTurns(): <T>(act: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return (act) => {
    const mine = turn.then(act);
    turn = mine.catch(() => {});
    return mine;
  };
}

/** An app on nim-web-sdk-ng 10.x. */
function v2(url: string, appKey: string, journal: Journal): Sdks {
  const nim = new NIM.default({ appkey: appKey, apiVersion: 'v2', debugLevel: 'off' }, pointedAt(url));
  const service = nim.V2NIMLoginService;
  service.setReconnectDelayProvider(() => 10);
  const inTurn = inTurns();
  const hostLogout = () => inTurn(() => service.logout().catch(() => {}));
  return {
    im: nimPort({ nim }),
    ...meeting(url, nim, journal),
    hostLogin: (accid, token) => inTurn(() => service.login(accid, token, { authType: 0 })),
    hostLogout,
    chat() {
      const status = service.getLoginStatus();
      return { status, accid: status === 1 ? service.getLoginUser() : undefined };
    },
    async end() {
      await hostLogout();
      await nim.destroy?.();
    },
  };
}

/** An app on @yxim/nim-web-sdk 9.x, where each account is an instance of its own. */
function v9(url: string, appKey: string, journal: Journal): Sdks {
  const options = { ...pointedAtV9(url), reconnectionDelay: 10 };
  const im = nimV9Port({ sdk: SDK.NIM, options });
  const destroyed = async (nim: NimV9): Promise<void> => {
    if (!nim.options) return;
    nim.destroy({});
    // Of two who destroy it the SDK tells one.
    while (nim.options) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const hosts = new Set<NimV9>();
  const inTurn = inTurns();
  return {
    im,
    ...meeting(url, () => im.nim, journal),
    hostLogin: (account, token) =>
      inTurn(async () => {
        if (im.nim) await destroyed(im.nim);
        await new Promise<void>((onconnect, ondisconnect) => {
          const callbacks = { onconnect, ondisconnect };
          const nim = SDK.NIM.getInstance({ ...options, appKey, account, token, authType: 0, ...callbacks } as never);
          hosts.add(nim);
          im.adopt(nim);
        });
      }),
    hostLogout: () =>
      inTurn(() => new Promise((resolve) => (im.nim?.options ? im.nim.disconnect({ done: resolve }) : resolve()))),
    chat: () => statusOf(im.nim),
    async end() {
      if (im.nim) hosts.add(im.nim);
      for (const nim of hosts) await destroyed(nim);
    },
  };
}

const made = { v2, v9 };

/** An app of a generation, pointed at an emulator and nowhere else. What it asks of its kit is noted. */
export const sdksOf = (generation: Generation, url: string, appKey: string, journal = new Journal()): Sdks =>
  made[generation](url, appKey, journal);
