import type { ReusePolicy } from '@partyline/core';
import { isThisMachine } from '../server/options.ts';
import { at } from './at.ts';
import { type Finding, finding } from './finding.ts';

/** How many clients of one account may be online. Only an emulator tells; the vendor's service has no call for it. */
export async function policyOf(
  server: string | undefined,
  appKey: string,
  reuse: ReusePolicy,
  signal: AbortSignal,
): Promise<Finding> {
  const policy = server !== undefined && isThisMachine(server) ? await told(server, appKey, signal) : undefined;
  if (policy === undefined) return finding('policy', 'unchecked', 'policyUntold', {});
  // Without reuse the kit logs the same account in a second time, and the first one has to go.
  const fights = reuse === 'off' && policy !== 'max 2 or more';
  return finding('policy', fights ? 'wrong' : 'ok', fights ? 'policyFights' : 'policyIs', { policy });
}

async function told(server: string, appKey: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
    const response = await fetch(`${server}/__emulator/state`, { redirect: 'manual', signal: limit });
    const apps = at(await response.json(), 'apps');
    const app: unknown = Array.isArray(apps) ? apps.find((one) => at(one, 'appKey') === appKey) : undefined;
    const policy = at(app, 'policy');
    if (typeof policy === 'string') return policy;
    const max = at(policy, 'max');
    return typeof max === 'number' ? (max > 1 ? 'max 2 or more' : 'onePerAccount') : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
