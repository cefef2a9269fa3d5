import type { AccountsPort, DirectoryPort, ImAccountRecord, MeetingAccountRecord } from '@partyline/core';
import { createCaller } from './caller.ts';
import { currentGeneration } from './current.ts';
import type { MeetingAccountState, MeetingGeneration } from './generation.ts';
import { Guarded } from './guarded.ts';
import { requestOf } from './ids.ts';
import { createImAccounts, type ImAccountState } from './im-accounts.ts';
import { Ledger } from './ledger.ts';
import { createMeetingAccounts, recordOf } from './meeting-accounts.ts';
import { generation2020 } from './meeting2020.ts';
import { neroomGeneration } from './neroom.ts';
import { type Generation, settingsOf, type YunxinApiOptions } from './options.ts';
import { refuseBrowser } from './platform.ts';
import { Turns } from './turns.ts';
import { checkTokens, type TokenVerdicts } from './verdicts.ts';

/**
 * The vendor's server API as both ports. Beyond what the ports promise, every method takes an `AbortSignal` as its last
 * argument and rejects `aborted` when it fires; what the server was asked by then may still be done.
 */
export interface YunxinApi extends AccountsPort, DirectoryPort {
  createImAccount(
    request: { readonly accid: string; readonly token?: string },
    signal?: AbortSignal,
  ): Promise<ImAccountRecord>;
  createMeetingAccount(
    request: { readonly userUuid: string; readonly accid: string; readonly imToken: string },
    signal?: AbortSignal,
  ): Promise<MeetingAccountRecord>;
  refreshImToken(accid: string, signal?: AbortSignal): Promise<ImAccountRecord>;
  refreshMeetingToken(userUuid: string, signal?: AbortSignal): Promise<MeetingAccountRecord>;
  setImAccountEnabled(accid: string, enabled: boolean, signal?: AbortSignal): Promise<void>;
  kick(accid: string, signal?: AbortSignal): Promise<void>;
  /**
   * The IM account of a meeting account: by the vendor's rule the one of the same id, if there is one. `undefined` also for a
   * meeting account that an older API bound to another id, which no call tells.
   */
  boundAccid(userUuid: string, signal?: AbortSignal): Promise<string | undefined>;
  /** An IM account, or `undefined` if there is none. */
  findImAccount(accid: string, signal?: AbortSignal): Promise<ImAccountState | undefined>;
  /** A meeting account, or `undefined` if there is none. */
  findMeetingAccount(userUuid: string, signal?: AbortSignal): Promise<MeetingAccountState | undefined>;
  /**
   * Compares tokens with what the server has on record, without logging anybody in. Only meeting accounts are on record, and
   * with each its IM account: everything else is `unknown`. The tokens on record are not answered.
   */
  checkTokens(
    request: { readonly userUuid: string; readonly userToken?: string; readonly imToken?: string },
    signal?: AbortSignal,
  ): Promise<TokenVerdicts>;
}

const generations: { readonly [G in Generation]: (call: ReturnType<typeof createCaller>) => MeetingGeneration } = {
  current: currentGeneration,
  neroom: neroomGeneration,
  '2020': generation2020,
};

/**
 * Connects to the vendor's server API, or to an emulator of it. Throws `SessionError` `unsupported` in a browser and
 * `invalidInput` for options that cannot be; it sends nothing yet.
 */
export function createYunxinApi(options: YunxinApiOptions): YunxinApi {
  refuseBrowser();
  const settings = settingsOf(options);
  const guarded = new Guarded();
  const call = createCaller(settings, guarded);
  const ledger = new Ledger();
  const turns = new Turns();
  const { generation } = settings;
  const recordedToken = async (accid: string, signal?: AbortSignal) => (await recordOf(call, accid, signal))?.imToken;
  const im = createImAccounts({ call, ledger, turns, guarded, recordedToken });
  const api = generations[generation](call);
  const meeting = createMeetingAccounts({ call, ledger, turns, guarded, im, generation, api });
  return {
    createImAccount: im.createImAccount,
    refreshImToken: im.refreshImToken,
    setImAccountEnabled: im.setImAccountEnabled,
    kick: im.kick,
    findImAccount: im.find,
    createMeetingAccount: meeting.createMeetingAccount,
    refreshMeetingToken: meeting.refreshMeetingToken,
    boundAccid: meeting.boundAccid,
    findMeetingAccount: meeting.find,
    checkTokens: async (request, signal) => {
      const { userToken, imToken } = requestOf(request);
      return guarded.during([userToken, imToken], () => checkTokens(call, request, signal));
    },
  };
}
