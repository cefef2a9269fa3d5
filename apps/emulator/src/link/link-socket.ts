import { WebSocket } from 'ws';
import type { Connection } from './connection.ts';

/**
 * A socket that tells its connection what happens to it, and nobody else. Listeners would do the same, at the price of
 * a table of three for each of twenty thousand sockets.
 */
export class LinkSocket extends WebSocket {
  connection: Connection | undefined;

  override emit(event: string | symbol, ...[first, second]: unknown[]): boolean {
    // Frames arrive as one Buffer each: the socket's binaryType is its default, 'nodebuffer'.
    if (event === 'message' && Buffer.isBuffer(first)) this.connection?.receive(first, second === true);
    else if (event === 'error' && first instanceof Error) this.connection?.failed(first);
    else if (event === 'ping') this.connection?.pong(first);
    else if (event === 'close') this.connection?.closed();
    return true;
  }
}
