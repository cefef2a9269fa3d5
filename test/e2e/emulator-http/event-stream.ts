import type { Emulator, EmulatorEvent } from '@partyline/emulator';

/** Reads the emulator's event stream over HTTP, as a client in any language would. */
export async function readEvents(emulator: Emulator): Promise<{
  /** The next `count` events. */
  take(count: number): Promise<EmulatorEvent[]>;
  /** Resolves when the stream has ended, for whatever reason. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}> {
  const stop = new AbortController();
  const response = await fetch(`${emulator.url}/__emulator/events`, { signal: stop.signal });
  if (response.headers.get('content-type') !== 'text/event-stream' || response.body === null) {
    throw new Error('this is no event stream');
  }
  const waiting: EmulatorEvent[] = [];
  let wake = (): void => {};
  let started = (): void => {};
  const begun = new Promise<void>((resolve) => {
    started = resolve;
  });
  const ended = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const part of response.body ?? []) {
        started();
        text += decoder.decode(part, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          if (block.startsWith('data: ')) waiting.push(JSON.parse(block.slice('data: '.length)) as EmulatorEvent);
        }
        wake();
      }
    } catch {
      // Cut off: that is an end, too.
    }
  })();
  await begun;
  return {
    ended,
    take: async (count) => {
      while (waiting.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return waiting.splice(0, count);
    },
    close: async () => {
      stop.abort();
      await ended;
    },
  };
}
