// A person reads in the stream and in the log why a login was refused: by the number that the vendor documents, which is not
// the one on the wire.
import { type EmulatorEvent, startEmulator } from '@partyline/emulator';
import { expect, test } from 'vitest';
import { prettyLine } from '../../../apps/emulator/src/command/log.ts';
import { loginPacket, summary } from '../support/packets.ts';
import { RawLink } from '../support/raw-link.ts';

test.each([
  ['a wrong token', { 1000: 'wrong' }, '1838', 102302],
  ['an unknown account', { 19: 'nobody' }, '1940', 102404],
  ['an unknown app', { 18: 'nowhere' }, '1327', 101303],
  ['a reconnect whose place is taken', { 8: '0', 26: 'another' }, '417', 417],
  ['nothing', {}, '200', 200],
])('the stream says what became of a login with %s', async (_, fields, onTheWire, code) => {
  const emulator = await startEmulator();
  try {
    const account = { appKey: 'partyline', accid: 'alice', token: 'alice-token' };
    emulator.addImAccount(account);
    if (code === 417) await (await RawLink.open(emulator.url)).send(loginPacket('alice')).next();
    const events: EmulatorEvent[] = [];
    emulator.onEvent((event) => events.push(event));
    const link = (await RawLink.open(emulator.url)).send(loginPacket('alice', fields));
    expect(summary(await link.next())).toBe(`26_3 ${onTheWire}`);
    const answer = events.find((event) => event.type === 'frame' && event.direction === 'out');
    expect(answer).toMatchObject({ name: 'login', code });
    expect(answer && prettyLine(answer)).toContain(`${code}`);
  } finally {
    await emulator.close();
  }
});
