import type { Effect, FaultyMethod, OutsideAct, Setting } from '@partyline/adapters/trace';
import { SessionError } from '@partyline/core';
import { control } from './emulator.ts';
import { kitServer, loadSdks, nimServers, type Sdks } from './sdks.ts';
import type { VendorTokens } from './vendor-tokens.ts';

/** What can be done to the vendor's own SDKs and to the emulator; the rest needs the fakes. */
const possible: ReadonlySet<OutsideAct['do']> = new Set([
  'abort',
  'hostLogin',
  'hostLogout',
  'kitAlone',
  'loginElsewhere',
  'kick',
  'dropLine',
  'freezeLine',
  'thawLine',
  'pace',
  'fault',
  'clearFaults',
  'changeImToken',
  'changeMeetingToken',
  'openRoom',
]);

/** Whether the emulator can do this to the vendor's SDKs. */
export const isPossible = (act: OutsideAct['do']): boolean => possible.has(act);

const reasons = { otherClient: 1, server: 2, kickedByClient: 3, quiet: 4 } as const;

/** The calls that a port method leads to on the wire, as far as the emulator can tell them apart. */
function wire(method: FaultyMethod): object {
  if (method === 'im.login') return { service: 'link', command: 'login' };
  if (method.startsWith('meeting.')) return { service: 'kit' };
  throw new SessionError('unsupported', { message: `nothing on the wire stands for ${method}` });
}

function effectOn(effect: Effect, { timeouts }: Setting): object {
  switch (effect) {
    case 'never':
      return { never: true };
    case 'twice':
      return { twice: true };
    case 'late':
      return { delayMs: timeouts.command + 1_000 };
    case 'network':
      return { close: true };
    default:
      throw new SessionError('unsupported', { message: `an SDK can't be made to do this: ${effect}` });
  }
}

interface Parts {
  readonly sdks: Sdks;
  readonly tokens: VendorTokens;
  readonly setting: Setting;
  /** Who is logged in here, for what is done to a line. */
  readonly accid: () => string | undefined;
  readonly createRoom: (meetingNum: string) => Promise<void>;
  readonly abort: (call: number) => void;
}

/** Everybody who is not the session, where the SDKs are the vendor's own. */
export class VendorOutside {
  readonly #parts: Parts;
  readonly #others: Sdks[] = [];
  #pace = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Does it. Rejects when it can't be done. */
  async do(act: OutsideAct): Promise<void> {
    const { tokens, setting, accid, createRoom, abort } = this.#parts;
    const { appKey } = setting;
    switch (act.do) {
      case 'abort':
        return abort(act.call);
      case 'hostLogin':
        return this.#chat().login(act.accid, tokens.im(act.accid), { authType: 0 });
      case 'hostLogout':
        return this.#chat().logout();
      case 'kitAlone':
        return this.#kitAlone(act.userUuid);
      case 'loginElsewhere':
        return this.#elsewhere(act.accid);
      case 'kick':
        return control('POST', 'kick', { appKey, accid: act.accid, reason: reasons[act.reason] });
      case 'dropLine':
      case 'freezeLine':
      case 'thawLine': {
        const action = act.do.replace('Line', '');
        return control('POST', 'line', { appKey, accid: accid() ?? setting.imAccounts[0] ?? '', action });
      }
      case 'pace':
        this.#pace = act.ms;
        return this.#slow();
      case 'fault':
        return control('POST', 'faults', { on: wire(act.method), effect: effectOn(act.effect, setting), times: 1 });
      case 'clearFaults':
        await control('DELETE', 'faults');
        return this.#slow();
      case 'changeImToken':
        return tokens.changeIm(act.accid);
      case 'changeMeetingToken':
        return tokens.changeMeeting(act.userUuid);
      case 'openRoom':
        return createRoom(act.meetingNum);
      default:
        throw new SessionError('unsupported', { message: `the emulator has no control for ${act.do}` });
    }
  }

  close(): void {
    for (const other of this.#others) other.close();
  }

  async #slow(): Promise<void> {
    if (this.#pace === 0) return;
    await control('POST', 'faults', { on: { service: 'kit' }, effect: { delayMs: Math.round(this.#pace / 2) } });
    await control('POST', 'faults', { on: { service: 'link', command: 'login' }, effect: { delayMs: this.#pace } });
  }

  /** The host app's own way to the IM SDK: the one instance, made where there is none. */
  #chat() {
    return instance(this.#parts.sdks, this.#parts.setting.appKey).V2NIMLoginService;
  }

  async #elsewhere(accid: string): Promise<void> {
    const sdks = await this.#another();
    const { appKey } = this.#parts.setting;
    await instance(sdks, appKey).V2NIMLoginService.login(accid, this.#parts.tokens.im(accid), { authType: 0 });
  }

  async #kitAlone(userUuid: string): Promise<void> {
    const kit = (await this.#another()).newKit();
    const { appKey } = this.#parts.setting;
    await kit.initialize({ appKey, debug: false, serverUrl: kitServer.serverUrl, ...kitServer.config });
    await kit.authService.login(userUuid, this.#parts.tokens.meeting(userUuid));
  }

  async #another(): Promise<Sdks> {
    const sdks = await loadSdks();
    this.#others.push(sdks);
    return sdks;
  }
}

/** The one instance of an IM SDK. */
export function instance({ nim }: Sdks, appKey: string) {
  try {
    return nim.getInstance();
  } catch {
    return nim.getInstance({ appkey: appKey, apiVersion: 'v2' }, nimServers);
  }
}
