import type { Client, Line } from '../cloud/index.ts';
import type { Push } from './command.ts';
import type { Property } from './wire/index.ts';

/** What differs between the command set of the current SDK (10.x) and of the legacy one (9.x) once a client is logged in. */
export interface Dialect {
  readonly name: 'current' | 'legacy';
  /** Client type, reason, description, custom client type. */
  readonly kicked: Push;
  /** 2 login or 3 logout, and the clients it is about. */
  readonly clientChange: Push;
  /** One of the account's other clients, as this client's SDK reads it. */
  describe(line: Line): Property;
}

const kickShape = ['int', 'int', 'string', 'int'] as const;
const changeShape = ['byte', 'propertyArray'] as const;

export const current: Dialect = {
  name: 'current',
  kicked: { sid: 26, cid: 9, name: 'kicked', shape: kickShape },
  clientChange: { sid: 26, cid: 10, name: 'clientChange', shape: changeShape },
  describe: ({ client, consid }) =>
    new Map([
      [1, client.deviceId],
      [2, consid],
      [3, client.ip],
      [4, `${client.port}`],
      [5, `${client.clientType}`],
      [6, `${client.customClientType}`],
      [7, `${client.loginTime}`],
      [8, client.customTag],
      [9, client.os],
      [10, '0'],
      [11, '0'],
      // The client is an IM client; without it the SDK does not synchronise.
      [12, '1'],
    ]),
};

export const legacy: Dialect = {
  name: 'legacy',
  kicked: { sid: 2, cid: 5, name: 'kicked', shape: kickShape },
  clientChange: { sid: 2, cid: 7, name: 'clientChange', shape: changeShape },
  describe: ({ account, client, consid }) =>
    new Map([
      [3, `${client.clientType}`],
      [4, client.os],
      [13, client.deviceId],
      [19, account.accid],
      [38, client.customTag],
      [39, `${client.customClientType}`],
      [102, consid],
      [103, client.ip],
      [104, `${client.port}`],
      [109, `${client.loginTime}`],
    ]),
};

/** Who the kicked client is told it gave way to; nobody in particular when the server did it. */
export const kicker = (by: Client | undefined): { type: number; custom: number } => ({
  type: by?.clientType ?? 0,
  custom: by?.customClientType ?? 0,
});
