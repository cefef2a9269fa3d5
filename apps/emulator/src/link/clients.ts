import type { ClientLine } from './client-line.ts';
import type { Connection } from './connection.ts';
import type { Property } from './wire/index.ts';

/** The account's other clients, as this client's SDK reads them. */
export const otherClients = (line: ClientLine): Property[] =>
  line.connection.cloud.lines
    .of(line.account)
    .filter((other) => other !== line)
    .map((other) => line.dialect.describe(other));

/** Kicks other clients of the same account, named by their device id or by the id of their connection. */
export function kickClients(connection: Connection, ids: readonly string[]): readonly [readonly string[]] {
  const line = connection.requireLine();
  const wanted = new Set(ids);
  const kicked: string[] = [];
  for (const other of [...connection.cloud.lines.of(line.account)]) {
    if (other === line) continue;
    const id = [other.client.deviceId, other.consid].find((name) => wanted.has(name));
    if (id === undefined) continue;
    other.kick(3, '', line.client);
    kicked.push(id);
  }
  return [kicked];
}
