import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

/** A socket of the link without an SDK behind it, for saying what no SDK says. */
export class RawLink {
  readonly socket: WebSocket;
  readonly received: Buffer[] = [];
  /** Close code and reason. */
  readonly closed: Promise<readonly [number, string]>;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => this.received.push(data));
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve([code, reason.toString()]));
    });
  }

  static async open(url: string, path = '/websocket'): Promise<RawLink> {
    const link = new RawLink(new WebSocket(url.replace('http', 'ws') + path));
    await new Promise<void>((resolve, reject) => {
      link.socket.once('open', resolve);
      link.socket.once('error', reject);
    });
    return link;
  }

  send(data: Buffer | string): this {
    this.socket.send(data);
    return this;
  }

  /** The next frame that has not been taken yet. */
  async next(): Promise<Buffer> {
    while (this.received.length === 0) await new Promise((resolve) => this.socket.once('message', resolve));
    return this.received.shift() ?? Buffer.alloc(0);
  }
}

/** A bare TCP connection that has asked to become a WebSocket; frames are written by hand, right or wrong. */
export async function rawUpgrade(url: string): Promise<Socket> {
  const { port, host } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    `GET /websocket HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  );
  await new Promise((resolve) => socket.once('data', resolve));
  return socket;
}
