import { expect, test } from 'vitest';
import { Cloud, ManualClock } from '../../../apps/emulator/src/cloud/index.ts';
import { eventStream } from '../../../apps/emulator/src/controls/stream.ts';

test.each([
  ['small', 70],
  ['large', 1_000_000],
])('a reader that does not read is let go, however %s the events, and nobody pays for it any more', async (_, size) => {
  const cloud = new Cloud(new ManualClock());
  const response = eventStream(cloud, new AbortController().signal);
  const control = 'x'.repeat(size);
  let sent = 0;
  while (cloud.events.listening && sent * size < 100_000_000) {
    cloud.events.emit({ type: 'control', control });
    sent += 1;
  }
  expect(cloud.events.listening).toBe(false);
  expect(sent * size).toBeLessThan(10_000_000);
  // What was written before is still there for it, and then the stream ends.
  const text = await response.text();
  expect(text.split('data: ').length - 1).toBe(sent);
});

test('a reader that goes away is forgotten', async () => {
  const cloud = new Cloud(new ManualClock());
  const gone = new AbortController();
  eventStream(cloud, gone.signal);
  expect(cloud.events.listening).toBe(true);
  gone.abort();
  expect(cloud.events.listening).toBe(false);
  const { body } = eventStream(cloud, new AbortController().signal);
  await body?.cancel();
  expect(cloud.events.listening).toBe(false);
});

test('a quiet stream shows that it is alive', async () => {
  const clock = new ManualClock();
  const response = eventStream(new Cloud(clock), new AbortController().signal);
  const reader = response.body?.getReader();
  const next = async (): Promise<string> => new TextDecoder().decode((await reader?.read())?.value as Uint8Array);
  expect(await next()).toMatch(/^: /);
  clock.advance(15_000);
  expect(await next()).toMatch(/^: /);
});
