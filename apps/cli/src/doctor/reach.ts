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
    return [finding('server', 'wrong', 'unreachable', { host, message: networkCode(error) ?? '' })];
  }
}

function clock(server: number): Finding {
  if (!Number.isFinite(server)) return finding('clock', 'unchecked', 'clockUntold', {});
  const seconds = Math.round((server - Date.now()) / 1000);
  const right = Math.abs(seconds) < tolerated;
  return finding('clock', right ? 'ok' : 'wrong', right ? 'clockRight' : 'clockWrong', { seconds });
}

/** A port that fetch asks nothing of, whoever listens there: what Node says of it has no code. */
const badPort = 'bad port';

/** What fetch wraps: the socket's own code. Its messages are left out, because they may quote what was sent. */
export function networkCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'TimeoutError') return 'timeout';
  const { cause } = error;
  if (!(cause instanceof Error)) return undefined;
  if (cause.message === badPort) return badPort;
  return 'code' in cause ? String(cause.code) : undefined;
}
