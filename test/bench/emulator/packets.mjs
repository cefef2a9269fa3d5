// The client's packets, ready made as WebSocket frames. Written from the protocol, not with the emulator's own encoder.

const string = (text) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([varint(bytes.length), bytes]);
};

const varint = (value) =>
  value < 128 ? Buffer.from([value]) : Buffer.from([(value & 127) | 128, ...varint(value >> 7)]);

const property = (fields) => {
  const entries = Object.entries(fields);
  const parts = entries.flatMap(([tag, text]) => [varint(Number(tag)), string(text)]);
  return Buffer.concat([varint(entries.length), ...parts]);
};

function frame(sid, cid, ser, body = Buffer.alloc(0)) {
  const payload = Buffer.concat([Buffer.from([0, sid, cid, ser & 255, ser >> 8, 0]), body]);
  const head =
    payload.length < 126
      ? Buffer.from([0x82, 0x80 | payload.length])
      : Buffer.from([0x82, 0x80 | 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}

/** What the SDK says at login: the login itself, the server's time, the two synchronisations, the first heartbeat. */
export const loginFrame = (accid, session = 'a') =>
  frame(
    26,
    3,
    1,
    property({
      3: '16',
      4: 'Linux',
      6: '100801',
      8: '1',
      9: '1',
      13: `device-${accid}-${session}-0123456789`,
      18: 'partyline',
      19: accid,
      24: 'Chrome',
      26: `session-${accid}-${session}-0123456`,
      40: '10.8.1',
      41: '100',
      42: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0',
      44: 'BROWSER',
      115: '0',
      1000: 'token',
    }),
  );

export const afterLoginFrames = [
  frame(6, 23, 2),
  frame(27, 1, 3, property({ 2: '0', 7: '0', 11: '0', 13: '0', 100: '0' })),
  frame(27, 1, 4, property({ 2: '0', 7: '0', 11: '0', 13: '0', 100: '0' })),
  frame(1, 2, 0),
];

/** A text message, with the fields the SDK sends. */
export const messageFrame = (from, to) =>
  frame(
    30,
    1,
    9,
    property({
      0: '0',
      1: to,
      2: from,
      7: '1700000000000',
      8: '0',
      9: 'hello there',
      11: '5a799771b44844933ec48338d3ff2564',
      13: '0',
      20: '0',
      24: '0',
      25: '1',
      26: '0',
      28: '1',
      61: '200',
      100: '1',
      101: '0',
      102: '1',
    }),
  );

/** `sid_cid` of a packet that came in. */
export const commandOf = (payload) => `${payload[1]}_${payload[2]}`;
