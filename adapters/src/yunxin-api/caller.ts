import { SessionError } from '@partyline/core';
import pRetry from 'p-retry';
import pThrottle from 'p-throttle';
import { pause, unlessAborted } from './abortable.ts';
import { attempt } from './attempt.ts';
import { Failure } from './failure.ts';
import type { Guarded } from './guarded.ts';
import type { Settings } from './options.ts';
import type { ApiRequest } from './request.ts';

/**
 * Makes calls: at most so many a second, repeated with back-off where that is safe. Answers the data of the answer; rejects
 * with `SessionError`s only.
 */
export type Call = (request: ApiRequest, signal?: AbortSignal) => Promise<unknown>;

export function createCaller(settings: Settings, guarded: Guarded): Call {
  // Sliding, not by the calendar second: no second that the server may count has more calls than this.
  const turn = pThrottle({ limit: settings.callsPerSecond, interval: 1000, strict: true })(async () => {});
  let openAt = 0;

  async function once(request: ApiRequest, signal: AbortSignal): Promise<unknown> {
    do {
      await pause(openAt - Date.now(), signal);
      await unlessAborted(turn(), signal);
    } while (openAt > Date.now());
    request.onAttempt?.();
    try {
      return await attempt(settings, { ...request, secrets: [...(request.secrets ?? []), ...guarded.all()] }, signal);
    } catch (error) {
      if (error instanceof Failure && error.blocked) openAt = Date.now() + settings.blockMs;
      throw error;
    }
  }

  return async (request, signal) => {
    // A signal's reason may be anything; the retries want an error. The caller gets the reason as the cause.
    const stop = new AbortController();
    const onAbort = () => stop.abort(new Error('aborted'));
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    try {
      return await pRetry(() => once(request, stop.signal), {
        retries: settings.retries,
        minTimeout: 200,
        maxTimeout: 5000,
        randomize: true,
        signal: stop.signal,
        shouldRetry: ({ error }) =>
          error instanceof Failure && error.passing && (request.twice === 'harmless' || !error.perhapsDone),
      });
    } catch (error) {
      if (signal?.aborted) {
        throw new SessionError('aborted', { message: `${request.what}: aborted`, cause: signal.reason });
      }
      if (error instanceof Failure) throw error.error;
      throw new SessionError('adapter', { message: `${request.what}: the adapter failed`, cause: error });
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  };
}
