import { type Emulator, type EmulatorEvent, ManualClock, startEmulator } from '@partyline/emulator';
import { expect, test } from 'vitest';
import { loginPacket, packet, property, summary } from '../support/packets.ts';
import { RawLink } from '../support/raw-link.ts';

// What no SDK does by itself, at the edges of a line's life: bare sockets on a clock that stands still.
const alice = { appKey: 'partyline', accid: 'alice' } as const;

async function inWorld(story: (emulator: Emulator, clock: ManualClock, stream: EmulatorEvent[]) => Promise<void>) {
  const clock = new ManualClock();
  const emulator = await startEmulator({ clock });
  try {
    emulator.addImAccount({ ...alice, token: 'alice-token' });
    const stream: EmulatorEvent[] = [];
    emulator.onEvent((event) => stream.push(event));
    await story(emulator, clock, stream);
  } finally {
    await emulator.close();
  }
}

const login = async (emulator: Emulator, session: string, forced = '1'): Promise<RawLink> => {
  const link = await RawLink.open(emulator.url);
  link.send(loginPacket('alice', { 8: forced, 26: session }));
  return link;
};

/** Waits until the stream says so. */
async function seen(stream: readonly EmulatorEvent[], what: (event: EmulatorEvent) => boolean): Promise<void> {
  while (!stream.some(what)) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a login that a fault holds back does not happen when its client has left meanwhile', () =>
  inWorld(async (emulator, clock, stream) => {
    emulator.addFault({ on: { service: 'link', command: 'login' }, effect: { delayMs: 1000 }, times: 1 });
    const left = await login(emulator, 'first');
    await seen(stream, (event) => event.type === 'fault');
    left.socket.terminate();
    await seen(stream, (event) => event.type === 'line' && event.change === 'close');
    clock.advance(1000);
    expect(emulator.exportState().connections).toBe(0);
  }));

test('a client that is evicted while its line is frozen hears of it when the line thaws', () =>
  inWorld(async (emulator) => {
    const first = await login(emulator, 'first');
    expect(summary(await first.next())).toBe('26_3 200');
    emulator.line({ ...alice, action: 'freeze' });
    const second = await login(emulator, 'second');
    expect(summary(await second.next())).toBe('26_3 200');
    expect(first.received).toEqual([]);
    expect(emulator.line({ ...alice, action: 'thaw' })).toBe(2);
    expect(summary(await first.next())).toBe('26_9 200');
    expect(await first.closed).toEqual([1000, 'kicked, reason 1']);
  }));

test('with one client per platform a phone and a page stay, and a second page evicts the first', async () => {
  const emulator = await startEmulator({ policy: 'onePerPlatform' });
  try {
    emulator.addImAccount({ ...alice, token: 'alice-token' });
    const enter = async (session: string, type: string): Promise<RawLink> => {
      const link = await RawLink.open(emulator.url);
      const answer = await link.send(loginPacket('alice', { 3: type, 26: session })).next();
      expect(summary(answer)).toBe('26_3 200');
      return link;
    };
    const phone = await enter('phone', '1');
    const page = await enter('page', '16');
    expect(summary(await phone.next())).toBe('26_10 200');
    await enter('another page', '16');
    expect(await page.closed).toEqual([1000, 'kicked, reason 1']);
    expect(phone.socket.readyState).toBe(phone.socket.OPEN);
    expect(emulator.exportState().connections).toBe(2);
  } finally {
    await emulator.close();
  }
});

test('after a logout the connection is nobody, and may log in again', () =>
  inWorld(async (emulator) => {
    const link = await login(emulator, 'first');
    expect(summary(await link.next())).toBe('26_3 200');
    expect(summary(await link.send(packet(26, 5, 2)).next())).toBe('26_5 200');
    expect(emulator.exportState().connections).toBe(0);
    expect(summary(await link.send(packet(30, 7, 3, property({ 2: 'alice' }))).next())).toBe('30_7 403');
    expect(summary(await link.send(loginPacket('alice')).next())).toBe('26_3 200');
    expect(emulator.exportState().connections).toBe(1);
  }));

test('what a client says after it was kicked is not done', () =>
  inWorld(async (emulator, _clock, stream) => {
    const link = await login(emulator, 'first');
    await link.next();
    // Both arrive before the client can know: the kick travels one way, the message the other.
    emulator.kick(alice);
    link.send(packet(30, 7, 3, property({ 2: 'alice', 5: 'too late' })));
    await link.closed;
    await seen(stream, (event) => event.type === 'line' && event.change === 'close');
    expect(stream.filter((event) => event.type === 'frame' && event.name === 'sendNotification')).toEqual([]);
  }));

test('a client that comes back before its old line is noticed to be dead takes its place, forced or not', () =>
  inWorld(async (emulator) => {
    const old = await login(emulator, 'same');
    await old.next();
    emulator.line({ ...alice, action: 'freeze' });
    const back = await login(emulator, 'same', '0');
    expect(summary(await back.next())).toBe('26_3 200');
    expect((await old.closed)[0]).toBe(1006);
    expect(old.received).toEqual([]);
    const other = await login(emulator, 'other', '0');
    // 417 as it travels: the code is below 1000 and stays as it is.
    expect(summary(await other.next())).toBe('26_3 417');
    expect(emulator.exportState().connections).toBe(1);
  }));

test('whether somebody watches makes no difference to a body that cannot be read', () =>
  inWorld(async (watched, clock) => {
    const unwatched = await startEmulator({ clock });
    try {
      for (const emulator of [watched, unwatched]) {
        const link = await RawLink.open(emulator.url);
        expect(summary(await link.send(packet(30, 1, 2, [9, 9, 9])).next())).toBe('30_1 403');
      }
    } finally {
      await unwatched.close();
    }
  }));

test('a state that is imported or reset cuts every line, and the old tokens with it', () =>
  inWorld(async (emulator) => {
    const link = await login(emulator, 'first');
    await link.next();
    const { connections, ...state } = emulator.exportState();
    expect(connections).toBe(1);
    emulator.importState({ ...state, imAccounts: [{ ...alice, token: 'another' }] });
    await link.closed;
    expect(emulator.exportState().connections).toBe(0);
    const again = await login(emulator, 'first');
    expect(summary(await again.next())).toBe('26_3 1838');
    emulator.reset();
    const nobody = await login(emulator, 'first');
    expect(summary(await nobody.next())).toBe(`26_3 ${((2 + 1) << 9) | 404}`);
  }));
