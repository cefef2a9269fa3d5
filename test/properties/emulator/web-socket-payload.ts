import type { Writable } from 'node:stream';
import { Receiver } from 'ws';

declare module 'ws' {
  // Public, but missing from its types.
  const Receiver: new (options: { isServer: boolean }) => Writable;
}

/** What `ws`, reading as a client does, makes of a server's frame; throws unless it is exactly one whole frame. */
export function payloadOf(frame: Buffer): { payload: Buffer; isBinary: boolean } {
  const messages: { payload: Buffer; isBinary: boolean }[] = [];
  const receiver = new Receiver({ isServer: false });
  receiver.on('message', (payload: Buffer, isBinary: boolean) => messages.push({ payload, isBinary }));
  receiver.on('error', (error) => {
    throw error;
  });
  receiver.write(frame);
  const [message] = messages;
  if (message === undefined || messages.length > 1) throw new Error(`${messages.length} messages in one frame`);
  return message;
}
