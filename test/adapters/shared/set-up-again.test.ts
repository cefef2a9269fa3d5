// A kit that was let go may take its time to be gone. Whoever sets it up again meanwhile, as a session that recovers does, waits
// for that: it is not told that somebody else has set the kit up, nor that it is set up when it is about to go.
import { describe, expect, test } from 'vitest';
import { logIn, nemeeting, neroom, put, type Stand, setUp } from './kit-stand.ts';

/** Holds a kit's call until it is let on; `asked` resolves when it is asked for. */
function hold(stand: Stand, call: string): { readonly asked: Promise<void>; letOn(): void } {
  let letOn = (): void => {};
  const held = new Promise<void>((resolve) => {
    letOn = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    put(stand, call, async (did) => {
      resolve();
      await held;
      return did();
    });
  });
  return { asked, letOn };
}

describe.each([
  ['neroomPort', neroom, 'login'],
  ['nemeetingPort', nemeeting, 'loginByToken'],
] as const)('%s', (_, make, kitLogin) => {
  test('set up again while a login that close() ended is still to land', async () => {
    const stand = make();
    await setUp(stand);
    const { asked, letOn } = hold(stand, kitLogin);
    const superseded = expect(logIn(stand)).rejects.toMatchObject({ kind: 'superseded' });
    await asked;
    await stand.port.close();
    await superseded;
    const again = setUp(stand);
    letOn();
    await again;
    expect(stand.port.status()).toEqual({ phase: 'ready' });
    await logIn(stand);
    expect(stand.port.status()).toMatchObject({ phase: 'loggedIn', userUuid: stand.member.userUuid });
  });

  test('set up again while a set-up that was given up is still to land', async () => {
    const stand = make();
    const { asked, letOn } = hold(stand, 'initialize');
    const abort = new AbortController();
    const aborted = expect(setUp(stand, abort.signal)).rejects.toMatchObject({ kind: 'aborted' });
    await asked;
    abort.abort();
    await aborted;
    const again = setUp(stand);
    letOn();
    await again;
    expect(stand.port.status()).toEqual({ phase: 'ready' });
    await logIn(stand);
  });

  test('set up again while it is being closed', async () => {
    const stand = make();
    await setUp(stand);
    await logIn(stand);
    const { asked, letOn } = hold(stand, 'logout');
    const closed = stand.port.close();
    await asked;
    const again = setUp(stand);
    letOn();
    await Promise.all([closed, again]);
    expect(stand.port.status()).toEqual({ phase: 'ready' });
    expect(stand.kit.isInitialized).toBe(true);
    await logIn(stand);
  });

  test('what waits for one close() does not take effect after the next', async () => {
    const stand = make();
    await setUp(stand);
    await logIn(stand);
    const { asked, letOn } = hold(stand, 'logout');
    const closed = stand.port.close();
    await asked;
    const superseded = expect(setUp(stand)).rejects.toMatchObject({ kind: 'superseded' });
    const closedAgain = stand.port.close();
    letOn();
    await Promise.all([closed, closedAgain, superseded]);
    expect(stand.port.status()).toEqual({ phase: 'uninitialized' });
    expect(stand.kit.isInitialized).toBe(false);
  });
});
