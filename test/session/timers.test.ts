// Timers and signals: which are set, for how long, and that none is left over.
import { expect, test, vi } from 'vitest';
import { alice, ann, outcome } from '../regressions/app.ts';
import { bare, soon } from './bare.ts';

test('a command’s timer is set for the time that was asked for, and taken off when it settles', async () => {
  for (const [timeouts, o, ms] of [
    [{}, {}, 30_000],
    [{ command: 700 }, {}, 700],
    [{ command: 700 }, { timeout: 200 }, 200],
  ] as const) {
    const b = bare({ timeouts });
    b.act('im.initialize', () => new Promise(() => {}));
    const up = outcome(b.session.initialize(o));
    await b.clock.advance(ms - 1);
    expect(up.now).toBe('pending');
    await b.clock.advance(1);
    expect(up.now).toBe('timeout');
    expect(up.error).toMatchObject({ command: 'initialize' });
  }
  const { session, clock } = bare();
  await soon(session.initialize());
  expect(clock.pending).toBe(0);
});

test.each([2 ** 31, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY])(
  'a timeout of %i waits for as long as timers can count: with more they fire at once',
  async (timeout) => {
    const b = bare();
    b.act('im.initialize', () => new Promise(() => {}));
    const set = vi.spyOn(b.clock, 'setTimeout');
    const up = outcome(b.session.initialize({ timeout }));
    await b.clock.advance(2 ** 31 - 2);
    expect([set.mock.calls[0]?.[1], up.now]).toEqual([2 ** 31 - 1, 'pending']);
    await b.clock.advance(1);
    expect(up.now).toBe('timeout');
  },
);

test('the clock gets back the timers that it gave out, each once, and nothing else', async () => {
  const b = bare();
  const out: unknown[] = [];
  const back: unknown[] = [];
  const { setTimeout, clearTimeout } = b.clock;
  Object.assign(b.clock, {
    setTimeout: (...args: Parameters<typeof setTimeout>) => {
      const timer = setTimeout.apply(b.clock, args);
      out.push(timer);
      return timer;
    },
    clearTimeout: (timer: unknown) => {
      back.push(timer);
      clearTimeout.call(b.clock, timer);
    },
  });
  await soon(b.session.signIn({ im: alice, meeting: ann }));
  await soon(b.session.signOut());
  expect(out).toHaveLength(4);
  expect(new Set(back)).toEqual(new Set(out));
  expect(back).toHaveLength(4);
});

test('the step deadline is the one that was asked for', async () => {
  const b = bare({ timeouts: { step: 50 } });
  await soon(b.session.initialize());
  await soon(b.session.loginIm(alice));
  b.act('im.logout', () => new Promise(() => {}));
  const out = outcome(b.session.logoutIm());
  await b.clock.advance(49);
  expect(out.now).toBe('pending');
  await b.clock.advance(1);
  expect(out.now).toBe('timeout');
  expect(out.error).toMatchObject({ message: expect.stringMatching(/50 ms/) });
});

/** A signal that tells how many listen for its abort. */
function watched() {
  const { signal } = new AbortController();
  const known = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  Object.assign(signal, {
    addEventListener: (type: string, listener: () => void) => {
      if (type === 'abort') known.add(listener);
      addEventListener.call(signal, type, listener);
    },
    removeEventListener: (type: string, listener: () => void) => {
      if (type === 'abort') known.delete(listener);
      removeEventListener.call(signal, type, listener);
    },
  });
  return { signal, known };
}

test('a signal keeps no listener once its command has settled, or what was waited for is so', async () => {
  const { session } = bare();
  const { signal, known } = watched();
  await soon(session.initialize({ signal }));
  await session.until(() => true, { signal });
  const later = session.until(({ state }) => state === 'imLoggedIn', { signal });
  expect(known.size).toBe(1);
  await soon(session.loginIm(alice, { signal }));
  await later;
  expect(known.size).toBe(0);
});

test('until() whose signal has aborted already never asks', async () => {
  const { session } = bare();
  let asked = 0;
  const signal = AbortSignal.abort('why');
  await expect(session.until(() => ++asked > 0, { signal })).rejects.toMatchObject({ kind: 'aborted', cause: 'why' });
  expect(asked).toBe(0);
});

test('nor does it keep one for a listener that was taken off, or whose session is gone', async () => {
  const { session } = bare();
  const { signal, known } = watched();
  session.on('failed', () => {}, { signal })();
  session.on('failed', () => {}, { signal });
  await soon(session.dispose());
  expect(known.size).toBe(0);
});
