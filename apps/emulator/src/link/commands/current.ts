import { kickClients, otherClients } from '../clients.ts';
import { command, empty } from '../command.ts';
import { current } from '../dialect.ts';
import { login } from '../login.ts';
import { sendMessage, sendNotification } from '../messages.ts';
import { Refusal } from '../refusal.ts';
import { describeUsers } from '../users.ts';

/** What `nim-web-sdk-ng` 10.x sends. */
export const currentCommands = [
  command({
    id: '26_3',
    name: 'login',
    open: true,
    request: ['property'],
    response: ['property', 'propertyArray'],
    handle: (connection, request) => {
      const line = login(connection, request, current);
      return line instanceof Refusal ? line : [current.describe(line), otherClients(line)];
    },
  }),
  command({
    id: '26_5',
    name: 'logout',
    handle: (connection) => {
      connection.requireLine().leave();
      return [];
    },
  }),
  command({ id: '26_8', name: 'kick', request: ['strArray'], response: ['strArray'], handle: kickClients }),
  command({ id: '27_1', name: 'sync', response: ['long'], handle: ({ cloud }) => [cloud.clock.now()] }),
  empty('28_19', 'collections'),
  command({ id: '30_1', name: 'sendMessage', request: ['property'], response: ['property'], handle: sendMessage }),
  command({ id: '30_7', name: 'sendNotification', request: ['property'], handle: sendNotification }),
  command({ id: '34_7', name: 'users', request: ['strArray'], response: ['propertyArray'], handle: describeUsers }),
];
