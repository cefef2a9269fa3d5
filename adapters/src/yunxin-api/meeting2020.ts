import { isSessionError } from '@partyline/core';
import { needed, textIn } from './answers.ts';
import type { Call } from './caller.ts';
import { type MeetingAccountState, type MeetingGeneration, spellings } from './generation.ts';
import type { ApiRequest } from './request.ts';

/** No such account, and an IM account without a meeting account. */
const missing: readonly unknown[] = [1014, 1021];

/**
 * The meeting API of 2020, which names the IM account to bind and chooses the meeting account's id itself. Its signatures are
 * good for one minute. Source: its account pages.
 */
export function generation2020(call: Call): MeetingGeneration {
  const ask = (name: string, what: string, json: NonNullable<ApiRequest['json']>, signal?: AbortSignal) =>
    call(
      {
        surface: 'meeting2020',
        what,
        method: 'POST',
        path: `/v1/account/${name}`,
        json,
        secrets: typeof json.imToken === 'string' ? [json.imToken] : [],
        twice: 'harmless',
      },
      signal,
    );

  /** What a lookup answers, or `undefined` if there is nothing. */
  const ifThere = async <T>(looked: Promise<T>): Promise<T | undefined> => {
    try {
      return await looked;
    } catch (error) {
      if (isSessionError(error) && missing.includes(error.vendor?.code)) return undefined;
      throw error;
    }
  };

  return {
    exists: [1019],

    create: async (accid, imToken, signal) => {
      const what = `create the meeting account of "${accid}"`;
      const data = await ask('create', what, { imAccid: accid, imToken }, signal);
      return { userUuid: needed(data, 'accountId', what), userToken: needed(data, 'accountToken', what) };
    },

    refresh: async (userUuid, signal) => {
      const what = `make a new token for the meeting account "${userUuid}"`;
      return needed(await ask('updateToken', what, { accountId: userUuid }, signal), 'accountToken', what);
    },

    find: async (userUuid, signal): Promise<MeetingAccountState | undefined> => {
      const what = `look up the meeting account "${userUuid}"`;
      for (const accountId of spellings(userUuid)) {
        const data = await ifThere(ask('getByAccountId', what, { accountId }, signal));
        if (data !== undefined) return { userUuid: textIn(data, 'accountId') ?? accountId };
      }
      return undefined;
    },

    ofImAccount: async (accid, signal) => {
      const what = `look up the meeting account of "${accid}"`;
      return textIn(await ifThere(ask('getByImAccid', what, { imAccid: accid }, signal)), 'accountId');
    },
  };
}
