import { needed, textIn } from './answers.ts';
import type { Call } from './caller.ts';
import { type MeetingAccountState, type MeetingGeneration, spellings, spelt } from './generation.ts';
import { tokenOf } from './ids.ts';
import { path } from './request.ts';
import { randomId } from './signature.ts';

/** A NERoom account with both of its tokens. */
export interface RoomAccount extends MeetingAccountState {
  readonly userToken?: string;
  /** The token of the IM account that it is bound to. */
  readonly imToken?: string;
}

const users = path('neroom', 'v3', 'users');

/**
 * Looks a NERoom account up. The one call of the server API that tells tokens; the caller keeps them to himself. Source: the
 * vendor's "get accounts in a batch" page (NERoom server API, 2023-10-09).
 */
export async function findRoomAccount(call: Call, userUuid: string, signal?: AbortSignal) {
  const data = await call(
    {
      surface: 'neroom',
      what: `look up the NERoom account "${userUuid}"`,
      method: 'GET',
      path: users,
      query: { user_uuids: spellings(userUuid).join(',') },
      twice: 'harmless',
    },
    signal,
  );
  return spelt(Array.isArray(data) ? data.flatMap(accountOf) : [], userUuid);
}

/**
 * NERoom v3. Source: the vendor's "create an account" page: for reuse `user_uuid` is the accid of the IM account. The token is
 * chosen here, so that a repeated call sets the same one.
 */
export function neroomGeneration(call: Call): MeetingGeneration {
  const find = (userUuid: string, signal?: AbortSignal) => findRoomAccount(call, userUuid, signal);

  return {
    exists: [409],
    find,
    ofImAccount: async (accid, signal) => (await find(accid, signal))?.userUuid,

    create: async (accid, imToken, signal) => {
      const what = `create the NERoom account "${accid}"`;
      const userToken = randomId();
      const json = { user_uuid: accid, user_token: userToken, im_token: tokenOf(imToken, 'imToken', 64) };
      const secrets = [imToken, userToken];
      const request = { surface: 'neroom', what, method: 'POST', path: users, json, secrets } as const;
      const data = await call({ ...request, twice: 'harmless' }, signal);
      return { userUuid: needed(data, 'user_uuid', what), userToken: textIn(data, 'user_token') ?? userToken };
    },

    refresh: async (userUuid, signal) => {
      const what = `make a new token for the NERoom account "${userUuid}"`;
      const userToken = randomId();
      const data = await call(
        {
          surface: 'neroom',
          what,
          method: 'PATCH',
          path: `${users}${path(userUuid)}`,
          json: { user_token: userToken },
          secrets: [userToken],
          twice: 'harmless',
        },
        signal,
      );
      return textIn(data, 'user_token') ?? userToken;
    },
  };
}

function accountOf(data: unknown): RoomAccount[] {
  const userUuid = textIn(data, 'user_uuid');
  if (userUuid === undefined) return [];
  const [userToken, imToken, name] = ['user_token', 'im_token', 'user_name'].map((field) => textIn(data, field));
  return [{ userUuid, ...(userToken && { userToken }), ...(imToken && { imToken }), ...(name && { name }) }];
}
