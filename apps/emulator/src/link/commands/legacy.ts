import { kickClients, otherClients } from '../clients.ts';
import { command } from '../command.ts';
import { legacy } from '../dialect.ts';
import { login } from '../login.ts';
import { sendMessage, sendNotification } from '../messages.ts';
import { codes, Refusal } from '../refusal.ts';

/** The login's refusals under the numbers the legacy SDK knows: a wrong token and an unknown account are one to it. */
const loginCodes: Readonly<Record<number, number>> = {
  [codes.appKeyNotExist]: codes.forbidden,
  [codes.accountNotExist]: codes.legacyWrongToken,
  [codes.invalidToken]: codes.legacyWrongToken,
  [codes.accountBanned]: codes.legacyAccountBanned,
};
const messageCodes: Readonly<Record<number, number>> = { [codes.accountNotExist]: codes.notFound };

const renumber = <T>(outcome: T | Refusal, numbers: Readonly<Record<number, number>>): T | Refusal =>
  outcome instanceof Refusal ? new Refusal(numbers[outcome.code] ?? outcome.code) : outcome;

/** What `@yxim/nim-web-sdk` 9.x sends, the SDK inside the meeting kit. */
export const legacyCommands = [
  command({
    id: '2_3',
    name: 'login',
    open: true,
    request: ['property'],
    response: ['property', 'propertyArray', 'property'],
    handle: (connection, request) => {
      const line = renumber(login(connection, request, legacy), loginCodes);
      return line instanceof Refusal ? line : [legacy.describe(line), otherClients(line), new Map()];
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
  // The SDK compares the echo with what it sent, and gives up the binary link when they differ.
  command({
    id: '6_37',
    name: 'binarySocketDetect',
    request: ['property'],
    response: ['property'],
    handle: (_connection, request) => [request],
  }),
  command({
    id: '7_1',
    name: 'sendMessage',
    request: ['property'],
    response: ['property'],
    handle: (connection, request) => renumber(sendMessage(connection, request), messageCodes),
  }),
  command({
    id: '7_7',
    name: 'sendNotification',
    request: ['property'],
    handle: (connection, request) => renumber(sendNotification(connection, request), messageCodes),
  }),
];
