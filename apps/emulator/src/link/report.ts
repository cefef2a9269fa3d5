import type { Connection } from './connection.ts';
import { shownBody } from './frame-event.ts';
import { type Header, PacketError, readableCode, type WireValue } from './wire/index.ts';

/** Tells the event stream about a packet; its body is made only if somebody reads the stream. */
export function reportFrame(
  connection: Connection,
  direction: 'in' | 'out',
  header: Header,
  name: string | undefined,
  body: () => readonly WireValue[],
): void {
  const { cloud, id, mode, accid } = connection;
  if (!cloud.events.listening) return;
  cloud.events.emit({
    type: 'frame',
    direction,
    line: id,
    mode,
    ...(accid === undefined ? {} : { accid }),
    command: `${header.sid}_${header.cid}`,
    name: name ?? 'unknown',
    ser: header.ser,
    // The one that the vendor documents and the SDK reports, not the packed one of the wire.
    ...(direction === 'out' && header.code !== undefined ? { code: readableCode(header.sid, header.code) } : {}),
    body: shownBody(readable(body)),
  });
}

/** A body that cannot be read is shown as none: what comes of it must not depend on whether somebody watches. */
function readable(body: () => readonly WireValue[]): readonly WireValue[] {
  try {
    return body();
  } catch (error) {
    if (error instanceof PacketError) return [];
    throw error;
  }
}

/** Tells the event stream what became of a connection. */
export function reportLine(
  { cloud, id, accid }: Connection,
  change: 'open' | 'login' | 'freeze' | 'thaw' | 'close',
  reason?: string,
): void {
  if (!cloud.events.listening) return;
  const about = { ...(accid === undefined ? {} : { accid }), ...(reason === undefined ? {} : { reason }) };
  cloud.events.emit({ type: 'line', line: id, change, ...about });
}
