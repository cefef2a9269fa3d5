import type { Finding } from './finding.ts';
import { finding } from './finding.ts';

/** A signature is good for five minutes either way; less than one is no reason to worry. */
const tolerated = 60;

/** Asks a server who it is without signing anything: whether it can be reached, and what time it has. */
export async function reach(server: string, signal: AbortSignal): Promise<readonly Finding[]> {
  const { host } = new URL(server);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
  try {
    const response = await fetch(server, { redirect: 'manual', signal: limit });
    await response.body?.cancel();
    return [finding('server', 'ok', 'reached', { host }), clock(Date.parse(response.headers.get('date') ?? ''))];
  } catch (error) {
    signal.throwIfAborted();
    return [finding('server', 'wrong', 'unreachable', { host, message: reasonOf(error) })];
  }
}

function clock(server: number): Finding {
  if (!Number.isFinite(server)) return finding('clock', 'unchecked', 'clockUntold', {});
  const seconds = Math.round((server - Date.now()) / 1000);
  const right = Math.abs(seconds) < tolerated;
  return finding('clock', right ? 'ok' : 'wrong', right ? 'clockRight' : 'clockWrong', { seconds });
}

/** What fetch wraps: the code of the socket says more than "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code || (error.name === 'TimeoutError' ? 'timeout' : error.message);
}
