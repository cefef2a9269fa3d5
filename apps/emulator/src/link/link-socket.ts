import { type RawData, WebSocket } from 'ws';
import type { Connection } from './connection.ts';

/**
 * A socket that knows its connection, so that twenty thousand of them share three listeners instead of holding three
 * closures each, and none keeps its upgrade request alive.
 */
export class LinkSocket extends WebSocket {
  connection: Connection | undefined;

  attach(connection: Connection): void {
    this.connection = connection;
    this.on('message', onMessage);
    this.on('error', onError);
    this.on('close', onClose);
  }
}

const connectionOf = (socket: WebSocket): Connection | undefined =>
  socket instanceof LinkSocket ? socket.connection : undefined;

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  // Frames arrive as one Buffer each: the socket's binaryType is its default, 'nodebuffer'.
  if (Buffer.isBuffer(data)) connectionOf(this)?.receive(data, isBinary);
}

function onError(this: WebSocket, error: Error): void {
  connectionOf(this)?.failed(error);
}

function onClose(this: WebSocket): void {
  connectionOf(this)?.closed();
}
