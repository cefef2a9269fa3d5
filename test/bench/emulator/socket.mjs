import { connect } from 'node:net';

/** A WebSocket client that is as cheap as can be, so that the server is what is measured: no checks, a mask of zeros. */
export class RawSocket {
  #left = null;
  #socket;
  /** Called with the payload of every frame. */
  onFrame = () => {};

  static open(port) {
    return new Promise((resolve, reject) => {
      const raw = new RawSocket();
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      raw.#socket = socket;
      socket.once('error', reject);
      socket.once('data', (head) => {
        if (!head.includes(' 101 ')) return reject(new Error(`no upgrade: ${head.subarray(0, 40)}`));
        socket.on('data', (chunk) => raw.#read(chunk));
        resolve(raw);
        const rest = head.indexOf('\r\n\r\n') + 4;
        if (rest < head.length) raw.#read(head.subarray(rest));
      });
      socket.write(
        `GET /websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
      );
    });
  }

  send(frame) {
    this.#socket.write(frame);
  }

  /** Sends a frame and resolves with the next one that comes. */
  ask(frame) {
    return new Promise((resolve) => {
      this.onFrame = resolve;
      this.#socket.write(frame);
    });
  }

  /** Resolves once the connection is gone; a reset spares the port its time in TIME_WAIT. */
  close() {
    return new Promise((resolve) => {
      this.#socket.once('close', resolve);
      this.#socket.resetAndDestroy();
    });
  }

  #read(chunk) {
    let bytes = this.#left === null ? chunk : Buffer.concat([this.#left, chunk]);
    this.#left = null;
    while (bytes.length >= 2) {
      let length = bytes[1] & 127;
      let start = 2;
      if (length === 126) {
        if (bytes.length < 4) break;
        length = bytes.readUInt16BE(2);
        start = 4;
      }
      if (bytes.length < start + length) break;
      if ((bytes[0] & 15) === 2) this.onFrame(bytes.subarray(start, start + length));
      bytes = bytes.subarray(start + length);
    }
    if (bytes.length > 0) this.#left = Buffer.from(bytes);
  }
}
