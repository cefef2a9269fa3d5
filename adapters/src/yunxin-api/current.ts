import { fieldIn, needed, textIn } from './answers.ts';
import type { Call } from './caller.ts';
import { type MeetingAccountState, type MeetingGeneration, spellings, spelt } from './generation.ts';

const api = '/e/meeting/api';

/**
 * The current meeting API. Source: the vendor's "create a meeting account" page (2024-08-16). It has no field for the accid:
 * a meeting account belongs to the IM account of the same id.
 */
export function currentGeneration(call: Call): MeetingGeneration {
  const find = async (userUuid: string, signal?: AbortSignal): Promise<MeetingAccountState | undefined> => {
    const data = await call(
      {
        surface: 'meeting',
        what: `look up the meeting account "${userUuid}"`,
        method: 'GET',
        path: `${api}/v1/batch-get-user`,
        query: { userUuids: spellings(userUuid).join(',') },
        twice: 'harmless',
      },
      signal,
    );
    return spelt(Array.isArray(data) ? data.flatMap(stateOf) : [], userUuid);
  };

  return {
    exists: [409],
    find,
    ofImAccount: async (accid, signal) => (await find(accid, signal))?.userUuid,

    create: async (accid, imToken, signal) => {
      const what = `create the meeting account "${accid}"`;
      const data = await call(
        {
          surface: 'meeting',
          what,
          method: 'POST',
          path: `${api}/v2/add-user`,
          json: { userUuid: accid, imToken },
          secrets: [imToken],
          // The second is refused because the account exists, and then the first one's is answered.
          twice: 'harmless',
        },
        signal,
      );
      return { userUuid: needed(data, 'userUuid', what), userToken: needed(data, 'userToken', what) };
    },

    refresh: async (userUuid, signal) => {
      const what = `make a new token for the meeting account "${userUuid}"`;
      const request = { surface: 'meeting', what, method: 'POST', path: `${api}/v1/refresh-user-token` } as const;
      const data = await call({ ...request, json: { userUuid }, twice: 'harmless' }, signal);
      return needed(data, 'userToken', what);
    },
  };
}

function stateOf(data: unknown): MeetingAccountState[] {
  const userUuid = textIn(data, 'userUuid');
  if (userUuid === undefined) return [];
  const state = fieldIn(data, 'state');
  const name = textIn(data, 'name');
  return [{ userUuid, ...(typeof state === 'number' && { enabled: state === 1 }), ...(name && { name }) }];
}
