// Packets written from the protocol, not with the emulator's encoder: two who misread it alike would agree.

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]);

const string = (text: string): number[] => {
  const bytes = [...Buffer.from(text)];
  return [...varint(bytes.length), ...bytes];
};

export const property = (fields: Readonly<Record<number, string>>): number[] => {
  const entries = Object.entries(fields);
  return [...varint(entries.length), ...entries.flatMap(([tag, text]) => [...varint(Number(tag)), ...string(text)])];
};

export const packet = (sid: number, cid: number, ser: number, body: readonly number[] = []): Buffer =>
  Buffer.from([0, sid, cid, ser & 255, ser >> 8, 0, ...body]);

export const loginFields = (accid: string, more: Readonly<Record<number, string>> = {}) => ({
  3: '16',
  8: '1',
  13: `device-of-${accid}`,
  18: 'partyline',
  19: accid,
  26: `session-of-${accid}`,
  115: '0',
  1000: `${accid}-token`,
  ...more,
});

export const loginPacket = (accid: string, more: Readonly<Record<number, string>> = {}): Buffer =>
  packet(26, 3, 1, property(loginFields(accid, more)));

/** `sid_cid`, and the code as it is on the wire. */
export const summary = (answer: Buffer): string => `${answer[1]}_${answer[2]} ${answer.readUInt16LE(6)}`;
