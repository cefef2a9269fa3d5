/** What came over the link is not what the protocol allows. The decoder throws nothing else. */
export class PacketError extends Error {
  override readonly name = 'PacketError';
}
