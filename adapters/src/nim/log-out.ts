import type { Nim } from './sdk.ts';
import { codeOf, vendorError, versionOf } from './vendor-error.ts';

/** Illegal state: nobody is logged in, which is what was wanted. */
const illegalState = 190002;

const leaving = new WeakMap<Nim, Promise<void>>();

/**
 * Logs out, once at a time: a second `logout()` on its way would cut the line of whoever logs in after the first. An
 * attempt that is under way ends with 191002.
 */
export function logOut(nim: Nim): Promise<void> {
  const running = leaving.get(nim) ?? leave(nim);
  leaving.set(nim, running);
  return running;
}

/** Resolves when nobody is on the way out. */
export async function settled(nim: Nim): Promise<void> {
  await leaving.get(nim)?.catch(() => {});
}

async function leave(nim: Nim): Promise<void> {
  try {
    await nim.V2NIMLoginService.logout();
  } catch (error) {
    if (codeOf(error) !== illegalState) throw vendorError(error, versionOf(nim));
  } finally {
    leaving.delete(nim);
  }
}
