import { kickClients, otherClients } from '../clients.ts';
import { command } from '../command.ts';
import { legacy } from '../dialect.ts';
import { login } from '../login.ts';
import { codes, Refusal } from '../refusal.ts';

/** The same refusals under the numbers the legacy SDK knows. */
const legacyCode: Readonly<Record<number, number>> = {
  [codes.appKeyNotExist]: codes.forbidden,
  [codes.accountNotExist]: codes.legacyWrongToken,
  [codes.invalidToken]: codes.legacyWrongToken,
  [codes.accountBanned]: codes.legacyAccountBanned,
};

/** What `@yxim/nim-web-sdk` 9.x sends, the SDK inside the meeting kit. It speaks JSON only. */
export const legacyCommands = [
  command({
    id: '2_3',
    name: 'login',
    open: true,
    request: ['property'],
    response: ['property', 'propertyArray', 'property'],
    handle: (connection, request) => {
      const line = login(connection, request, legacy);
      if (line instanceof Refusal) return new Refusal(legacyCode[line.code] ?? line.code);
      return [legacy.describe(line), otherClients(line), new Map()];
    },
  }),
  command({
    id: '2_6',
    name: 'logout',
    handle: (connection) => {
      connection.requireLine().leave();
      return [];
    },
  }),
  command({ id: '2_8', name: 'kick', request: ['strArray'], response: ['strArray'], handle: kickClients }),
  command({ id: '5_1', name: 'sync', response: ['long'], handle: ({ cloud }) => [cloud.clock.now()] }),
];
