import { ClientLine } from './client-line.ts';
import type { Push } from './command.ts';
import type { Connection } from './connection.ts';
import { pushes } from './pushes.ts';
import { codes, Refusal } from './refusal.ts';
import { changed, type Property } from './wire/index.ts';

/** Tags of a message. */
const message = { to: 1, from: 2, time: 7, serverId: 12 } as const;
/** Tags of a custom notification. */
const notification = { time: 0, to: 2, from: 3, id: 6 } as const;

/** Passes a message on to every client of the receiver and to the sender's other clients; answers it as the server knows it. */
export function sendMessage(connection: Connection, request: Property): readonly [Property] | Refusal {
  const { cloud } = connection;
  const line = connection.requireLine();
  const receiver = cloud.imAccount(line.account.appKey, request.get(message.to) ?? '');
  if (receiver === undefined) return new Refusal(codes.accountNotExist);
  const sent = changed(
    request,
    new Map([
      [message.from, line.account.accid],
      [message.time, `${cloud.clock.now()}`],
      [message.serverId, `${cloud.nextId()}`],
    ]),
  );
  deliver(connection, receiver === line.account ? undefined : pushes.message, receiver, sent);
  deliver(connection, pushes.ownMessage, line.account, sent);
  return [sent];
}

/** Passes a custom notification on to every client of the receiver. */
export function sendNotification(connection: Connection, request: Property): readonly [] | Refusal {
  const { cloud } = connection;
  const line = connection.requireLine();
  const receiver = cloud.imAccount(line.account.appKey, request.get(notification.to) ?? '');
  if (receiver === undefined) return new Refusal(codes.accountNotExist);
  const sent = changed(
    request,
    new Map([
      [notification.from, line.account.accid],
      [notification.time, `${cloud.clock.now()}`],
      [notification.id, `${cloud.nextId()}`],
    ]),
  );
  deliver(connection, pushes.notification, receiver, sent);
  return [];
}

function deliver(from: Connection, push: Push | undefined, receiver: ClientLine['account'], body: Property): void {
  if (push === undefined) return;
  for (const line of from.cloud.lines.of(receiver)) {
    if (line instanceof ClientLine && line.connection !== from) line.connection.push(push, [body]);
  }
}
