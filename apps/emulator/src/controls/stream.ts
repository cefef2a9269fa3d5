import type { Cloud } from '../cloud/index.ts';

/** Bytes that may wait for a reader that does not read before it is let go, so that it cannot eat the memory. */
const MAX_WAITING = 8 * 1024 * 1024;
const KEEP_ALIVE_MS = 15_000;

/** The event stream as server-sent events, one JSON object each. Ends when the reader goes away. */
export function eventStream(cloud: Cloud, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let stop = (): void => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let timer: unknown;
        let open = true;
        const send = (text: string): void => {
          if (!open) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) > 0) return;
          stop();
          controller.close();
        };
        const beat = (): void => {
          if (!open) return;
          send(': still here\n\n');
          if (open) timer = cloud.clock.setTimeout(beat, KEEP_ALIVE_MS);
        };
        const unsubscribe = cloud.events.on((event) => send(`data: ${JSON.stringify(event)}\n\n`));
        stop = () => {
          open = false;
          unsubscribe();
          cloud.clock.clearTimeout(timer);
        };
        signal.addEventListener('abort', () => stop(), { once: true });
        beat();
      },
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING }),
  );
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
}
