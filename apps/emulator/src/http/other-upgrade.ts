import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** What offers another protocol, by the names of its headers and of the words in `Connection`. */
const OFFER = /^(upgrade|http2-settings)$/i;

/** Whether a request asks to become a WebSocket; the emulator speaks no other protocol. */
export const wantsWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket';

/**
 * Serves a request as if it had offered nothing, as HTTP lets a server do (RFC 9110, 7.8). Java's own client offers HTTP/2 with
 * every first request, and `curl --http2` does; but where anybody listens for upgrades, Node takes each of them for one.
 */
export function serveWithoutUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  const { rawHeaders } = request;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (OFFER.test(name)) continue;
    const value = rawHeaders[at + 1] ?? '';
    lines.push(`${name}: ${/^connection$/i.test(name) ? withoutOffer(value) : value}`);
  }
  // Node reads headers as Latin-1; what it has read beyond them is the body's beginning.
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}

const withoutOffer = (value: string): string =>
  value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => !OFFER.test(word))
    .join(', ');
