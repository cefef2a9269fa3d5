// However a framework mounts and unmounts: one session at a time, the right one at the end, none that is left over.
import { createMemoryCloud } from '@partyline/adapters/memory';
import { createSession, type Session } from '@partyline/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Owned, SessionOwner } from '../../../adapters/src/shared/session-owner.ts';
import { times } from '../../properties/seed.ts';

const move = fc.oneof(
  // The same component with the same or another key; it lets go of the old hold before or after it takes the new one.
  fc.record({ do: fc.constantFrom('again', 'againFirst'), key: fc.nat({ max: 2 }), fails: fc.boolean() }),
  // Another component in its place.
  fc.record({ do: fc.constant('remount'), key: fc.nat({ max: 2 }), fails: fc.boolean() }),
  fc.record({ do: fc.constant('unmount') }),
  fc.record({ do: fc.constant('signIn') }),
  fc.record({ do: fc.constant('wait'), turns: fc.nat({ max: 40 }) }),
);

/** The place where a component is, and what belongs to the one that is there now. */
interface Place {
  told: Owned | null;
  owner: SessionOwner | null;
  release: () => void;
  held: { readonly key: number; readonly fails: boolean } | null;
}

const wait = async (turns: number) => {
  for (let turn = 0; turn < turns; turn++) await undefined;
};

test('one session at a time, the right one at the end, and none that is left over', async () => {
  const { numRuns, seed } = times(500);
  const seen = { made: 0, kept: 0, replaced: 0, failed: 0 };
  const run = fc.asyncProperty(fc.array(move, { maxLength: 20, size: 'max' }), async (moves) => {
    const cloud = createMemoryCloud({ appKey: 'app' });
    const im = { accid: 'alice', token: 'token' };
    cloud.server.addImAccount(im);
    const alive = new Map<Session, number>();
    let most = 0;
    const make = (key: number, fails: boolean) => () => {
      if (fails) throw new Error('factory');
      const session = createSession(cloud.ports, { appKey: 'app' });
      const dispose = () => session.dispose().finally(() => alive.delete(session));
      const made: Session = Object.assign(Object.create(session), { dispose });
      alive.set(session, key);
      most = Math.max(most, alive.size);
      seen.made += 1;
      return made;
    };

    const at: Place = { told: null, owner: null, release: () => {}, held: null };
    const hold = (key: number, fails: boolean) => {
      at.owner ??= new SessionOwner((owned) => {
        at.told = owned;
      });
      const before = at.told;
      // What was decided for a key stays so for as long as somebody holds it.
      const stays = at.held?.key === key;
      at.release = at.owner.own(make(key, fails), [key]);
      if (!stays) at.held = { key, fails };
      else {
        expect(at.told).toBe(before);
        seen.kept += 1;
      }
    };
    const letGo = () => {
      at.release();
      at.release = () => {};
    };
    const leave = () => {
      letGo();
      at.owner = null;
      at.held = null;
      at.told = null;
    };

    for (const one of moves) {
      if (one.do === 'again' && 'key' in one) {
        // As React does: in one turn, cleaned up and set up again.
        letGo();
        hold(one.key, one.fails);
      } else if (one.do === 'againFirst' && 'key' in one) {
        const old = at.release;
        hold(one.key, one.fails);
        old();
      } else if (one.do === 'remount' && 'key' in one) {
        if (at.held) seen.replaced += 1;
        leave();
        hold(one.key, one.fails);
      } else if (one.do === 'unmount') leave();
      else if (one.do === 'signIn') {
        const now = at.told;
        now?.session?.initialize().then(
          () => now.session?.loginIm(im).catch(() => {}),
          () => {},
        );
      } else if ('turns' in one) await wait(one.turns);
    }
    await wait(1_000);
    const now = at.told;
    const wanted = at.held;
    expect(most).toBeLessThanOrEqual(1);
    expect([...alive.values()]).toEqual(wanted && !wanted.fails ? [wanted.key] : []);
    if (wanted)
      expect({ key: now?.key, failed: 'error' in (now ?? {}) }).toEqual({ key: [wanted.key], failed: wanted.fails });
    if (wanted?.fails) seen.failed += 1;
    leave();
    await wait(1_000);
    expect(alive.size).toBe(0);
    expect(cloud.listeners).toMatchObject({ im: 0, meeting: 0 });
  });
  await fc.assert(run, { numRuns, seed });
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(numRuns / 20);
});
