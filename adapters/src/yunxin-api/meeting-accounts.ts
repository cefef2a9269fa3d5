import { isSessionError, type MeetingAccountRecord, SessionError } from '@partyline/core';
import type { Call } from './caller.ts';
import { vendorError } from './failure.ts';
import type { MeetingAccountState, MeetingGeneration } from './generation.ts';
import type { Guarded } from './guarded.ts';
import { accidOf, requestOf, tokenOf, userUuidOf } from './ids.ts';
import type { ImAccounts } from './im-accounts.ts';
import type { Ledger } from './ledger.ts';
import { findRoomAccount, type RoomAccount } from './neroom.ts';
import type { Generation } from './options.ts';
import type { Turns } from './turns.ts';

/** What the meeting side of the port stands on. */
export interface MeetingAccountsContext {
  readonly call: Call;
  readonly ledger: Ledger;
  readonly turns: Turns;
  readonly guarded: Guarded;
  readonly im: Pick<ImAccounts, 'find'>;
  readonly generation: Generation;
  readonly api: MeetingGeneration;
}

/**
 * What NERoom has on record about an account, if this app may ask it. The meeting component sits on NERoom, which alone tells
 * the tokens of an account.
 */
export async function recordOf(call: Call, userUuid: string, signal?: AbortSignal): Promise<RoomAccount | undefined> {
  try {
    return await findRoomAccount(call, userUuid, signal);
  } catch (error) {
    // It was only asked to know more; what matters is told by the call that needs it.
    if (isSessionError(error) && ['unsupported', 'badCredentials', 'vendor', 'invalidInput'].includes(error.kind)) {
      return undefined;
    }
    throw error;
  }
}

/** Meeting accounts, whichever generation is spoken. */
export function createMeetingAccounts({ call, ledger, turns, guarded, im, generation, api }: MeetingAccountsContext) {
  /** It was there before us: it is answered only to who has the token of the IM account that it is bound to. */
  async function existing(accid: string, imToken: string, refusal: SessionError, signal?: AbortSignal) {
    const userUuid = await api.ofImAccount(accid, signal);
    if (userUuid === undefined) throw refusal;
    const record = await recordOf(call, userUuid, signal);
    const userToken = record?.userToken ?? ledger.tokenOf(`meeting ${userUuid}`);
    const proof = record?.imToken ?? ledger.tokenOf(`bound ${userUuid}`);
    if (userToken === undefined || proof === undefined) throw refusal;
    if (proof === imToken) return { userUuid, userToken, accid };
    throw vendorError('meeting', 704, `create the meeting account "${userUuid}", which exists already`);
  }

  async function create(accid: string, imToken: string, signal?: AbortSignal): Promise<MeetingAccountRecord> {
    try {
      const { userUuid, userToken } = await api.create(accid, imToken, signal);
      ledger.note(`meeting ${userUuid}`, userToken);
      ledger.note(`bound ${userUuid}`, imToken);
      return { userUuid, userToken, accid };
    } catch (error) {
      const exists = isSessionError(error) && api.exists.some((code) => code === error.vendor?.code);
      if (!exists) throw error;
      return existing(accid, imToken, error, signal);
    }
  }

  async function boundAccid(userUuid: string, signal?: AbortSignal): Promise<string | undefined> {
    const found = await api.find(userUuidOf(userUuid), signal);
    const accid = found?.userUuid.toLowerCase() ?? '';
    if (!/^[a-z0-9_@.-]{1,32}$/.test(accid)) return undefined;
    if (generation === '2020') {
      return (await api.ofImAccount(accid, signal)) === found?.userUuid ? accid : undefined;
    }
    // The rule is: the IM account of the same id. Where there is none, an older API bound it, and nobody can be asked.
    return (await im.find(accid, signal))?.accid;
  }

  return {
    boundAccid,

    find: (userUuid: string, signal?: AbortSignal): Promise<MeetingAccountState | undefined> =>
      api.find(userUuidOf(userUuid), signal),

    createMeetingAccount: async (
      request: { readonly userUuid: string; readonly accid: string; readonly imToken: string },
      signal?: AbortSignal,
    ): Promise<MeetingAccountRecord> => {
      const accid = accidOf(requestOf(request).accid);
      const imToken = tokenOf(request.imToken, 'imToken');
      if (userUuidOf(request.userUuid).toLowerCase() !== accid) {
        throw new SessionError('invalidInput', {
          message: `a meeting account belongs to the IM account of the same id: to bind it to "${accid}", its userUuid must be "${accid}"`,
        });
      }
      return guarded.during([imToken], () =>
        turns.take(`meeting ${accid}`, signal, () => create(accid, imToken, signal)),
      );
    },

    refreshMeetingToken: async (userUuid: string, signal?: AbortSignal): Promise<MeetingAccountRecord> => {
      const found = await api.find(userUuidOf(userUuid), signal);
      const id = found?.userUuid ?? userUuid;
      ledger.forget(`meeting ${id}`);
      const userToken = await api.refresh(id, signal);
      ledger.note(`meeting ${id}`, userToken);
      return { userUuid: id, userToken, accid: (await boundAccid(id, signal)) ?? id.toLowerCase() };
    },
  };
}
