import { isThisMachine } from '../server/target.ts';
import { at } from './at.ts';

/** What an emulator tells beyond the vendor's API: it hides nothing. */
export interface EmulatorFacts {
  /** How many clients of one account may be online, in words, and whether a second one kicks the first. */
  readonly policy: { readonly name: string; readonly evicts: boolean } | undefined;
  /** The IM account that a meeting account is bound to. */
  boundAccid(userUuid: string): string | undefined;
  imToken(accid: string): string | undefined;
}

/** Asks an emulator for its state. Answers `undefined` for any other server. */
export async function emulatorFacts(
  server: string | undefined,
  appKey: string,
  signal: AbortSignal,
): Promise<EmulatorFacts | undefined> {
  if (server === undefined || !isThisMachine(server)) return undefined;
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
    const response = await fetch(`${server}/__emulator/state`, { redirect: 'manual', signal: limit });
    return response.ok ? factsIn(await response.json(), appKey) : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

function factsIn(state: unknown, appKey: string): EmulatorFacts {
  const list = (name: string): readonly unknown[] => {
    const items = at(state, name);
    return Array.isArray(items) ? items.filter((item) => at(item, 'appKey') === appKey) : [];
  };
  const one = (name: string, key: string, id: string, field: string): string | undefined => {
    const found = list(name).find((item) => String(at(item, key)).toLowerCase() === id.toLowerCase());
    const value = at(found, field);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    policy: policyIn(at(list('apps')[0], 'policy')),
    boundAccid: (userUuid) => one('meetingAccounts', 'userUuid', userUuid, 'accid'),
    imToken: (accid) => one('imAccounts', 'accid', accid, 'token'),
  };
}

function policyIn(policy: unknown): EmulatorFacts['policy'] {
  // Both of these let one web client in.
  if (typeof policy === 'string') return { name: policy, evicts: true };
  const max = at(policy, 'max');
  return typeof max === 'number' ? { name: `max ${max}`, evicts: max < 2 } : undefined;
}
