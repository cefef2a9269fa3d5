/** The most bytes that come before a frame's payload: two, and eight for the length of a large one. */
export const FRAME_HEAD = 10;

const FINAL_TEXT = 0x81;
const FINAL_BINARY = 0x82;

/**
 * Makes a server's WebSocket frame (RFC 6455, 5.2: final, unmasked) of a payload that lies from `from` to `to`, with
 * room for the head before it. `ws` would hand on head and payload as two pieces, which the socket gathers and writes at a higher price.
 */
export function frameAround(bytes: Buffer, from: number, to: number, isBinary: boolean): Buffer {
  const length = to - from;
  let start = from - 2;
  if (length < 126) bytes[start + 1] = length;
  else if (length < 65_536) {
    start -= 2;
    bytes[start + 1] = 126;
    bytes.writeUInt16BE(length, from - 2);
  } else {
    start -= 8;
    bytes[start + 1] = 127;
    bytes.writeUInt32BE(Math.floor(length / 2 ** 32), from - 8);
    bytes.writeUInt32BE(length % 2 ** 32, from - 4);
  }
  bytes[start] = isBinary ? FINAL_BINARY : FINAL_TEXT;
  return bytes.subarray(start, to);
}

/** A text's frame. */
export function textFrame(text: string): Buffer {
  const to = FRAME_HEAD + Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(to);
  bytes.write(text, FRAME_HEAD);
  return frameAround(bytes, FRAME_HEAD, to, false);
}
