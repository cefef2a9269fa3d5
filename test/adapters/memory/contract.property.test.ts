// The sentences of the port contracts that must hold whatever a call runs into.
import type { Fault, MemoryCloud } from '@partyline/adapters/memory';
import type { ReusePolicy } from '@partyline/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alice, ann, ben, bob, never, populated, room, secret, up, watch } from './cloud.ts';

/** `SEED=7 vitest run contract` tries others. */
const runs = { numRuns: 1000, seed: Number(process.env.SEED ?? 1) };
const unaborted = () => new AbortController().signal;

/** Everything that can be asked of the two ports, by name. */
const calls = {
  initializeIm: ({ im }: MemoryCloud, signal: AbortSignal) => im.initialize({ appKey: 'app' }, signal),
  loginAlice: ({ im }: MemoryCloud, signal: AbortSignal) => im.login(alice, signal),
  loginBob: ({ im }: MemoryCloud, signal: AbortSignal) => im.login({ ...bob, token: async () => bob.token }, signal),
  loginWrong: ({ im }: MemoryCloud, signal: AbortSignal) => im.login({ ...bob, token: secret('wrong') }, signal),
  logoutIm: ({ im }: MemoryCloud) => im.logout(),
  initializeKit: ({ meeting }: MemoryCloud, signal: AbortSignal) =>
    meeting.initialize({ appKey: 'app', reuse: 'required' }, signal),
  reuseAnn: ({ meeting }: MemoryCloud, signal: AbortSignal) => meeting.login(ann, 'reused', signal),
  reuseBen: ({ meeting }: MemoryCloud, signal: AbortSignal) => meeting.login(ben, 'reused', signal),
  ownAnn: ({ meeting }: MemoryCloud, signal: AbortSignal) => meeting.login(ann, 'owned', signal),
  join: ({ meeting }: MemoryCloud, signal: AbortSignal) => meeting.join(room, signal),
  joinAsGuest: ({ meeting }: MemoryCloud, signal: AbortSignal) => meeting.joinAnonymously(room, signal),
  leave: ({ meeting }: MemoryCloud) => meeting.leave(),
  logoutMeeting: ({ meeting }: MemoryCloud) => meeting.logout(),
};

type CallName = keyof typeof calls;

const names = Object.keys(calls) as CallName[];
const aCall = fc.constantFrom(...names);
const aPolicy = fc.constantFrom<ReusePolicy>('required', 'off', 'auto');
/** Nothing that breaks the contract on purpose: no `lands` on a failure, no throwing, no second answer. */
const anHonestFault: fc.Arbitrary<Fault> = fc.record(
  {
    delay: fc.nat(20),
    answerDelay: fc.nat(20),
    never: fc.boolean(),
    kind: fc.constantFrom('network' as const, 'rateLimited' as const),
    ignoreAbort: fc.boolean(),
  },
  { requiredKeys: [] },
);

const state = ({ im, meeting, server }: MemoryCloud) => ({
  im: im.status(),
  meeting: meeting.status(),
  online: ['alice', 'bob'].map((accid) => server.isOnline(accid)),
});

/** A cloud after some calls, whatever came of them. */
async function after(policy: ReusePolicy | null, history: readonly CallName[]) {
  const cloud = populated();
  if (policy) await up(cloud, policy);
  for (const name of history) await calls[name](cloud, unaborted()).catch(() => {});
  return cloud;
}

test('a rejected call left nothing behind, whenever it was aborted', () =>
  fc.assert(
    fc.asyncProperty(
      fc.option(aPolicy),
      fc.array(aCall, { maxLength: 4 }),
      aCall,
      anHonestFault,
      fc.option(fc.nat(50)),
      async (policy, history, name, fault, abortAt) => {
        const cloud = await after(policy, history);
        const before = state(cloud);
        cloud.faults.always('all', fault);
        const abort = new AbortController();
        const call = watch(calls[name](cloud, abort.signal));
        if (abortAt !== null) cloud.clock.setTimeout(() => abort.abort(), abortAt);
        await cloud.clock.advance(100);
        if (call.state !== 'resolved') expect(state(cloud)).toEqual(before);
        const ends = !fault.never || (abortAt !== null && !fault.ignoreAbort && !/logout|leave/.test(name));
        if (ends) expect(call.state).not.toBe('pending');
        expect(cloud.clock.pending).toBe(0);
      },
    ),
    runs,
  ));

test('after close() no earlier call takes effect, and both ports start afresh', () =>
  fc.assert(
    fc.asyncProperty(
      fc.option(aPolicy),
      fc.array(aCall, { maxLength: 3 }),
      fc.array(fc.tuple(aCall, anHonestFault), { maxLength: 4 }),
      fc.nat(50),
      aPolicy,
      async (policy, history, open, closeAt, next) => {
        const cloud = await after(policy, history);
        for (const [name, fault] of open) {
          cloud.faults.always('all', fault);
          watch(calls[name](cloud, unaborted()));
        }
        cloud.faults.clear();
        await cloud.clock.advance(closeAt);
        await cloud.meeting.close();
        await cloud.im.close();
        const closed = state(cloud);
        expect(closed).toMatchObject({ im: { phase: 'uninitialized' }, meeting: { phase: 'uninitialized' } });
        expect(closed.online).toEqual([false, false]);
        await cloud.clock.advance(100);
        expect(state(cloud)).toEqual(closed);

        await up(cloud, next);
        if (next === 'required') await cloud.im.login(alice, never);
        const mode = next === 'required' ? 'reused' : 'owned';
        expect(await cloud.meeting.login(ann, mode, never)).toEqual({ accid: 'alice' });
      },
    ),
    runs,
  ));

/** What others do: it happens at once and may be refused. */
const world = {
  hostAlice: ({ host }: MemoryCloud) => host.login({ accid: 'alice', token: 'alice-token' }),
  hostBob: ({ host }: MemoryCloud) => host.login({ accid: 'bob', token: 'bob-token' }),
  hostOut: ({ host }: MemoryCloud) => host.logout(),
  kickAlice: ({ server }: MemoryCloud) => server.kick('alice'),
  drop: ({ network }: MemoryCloud) => network.drop(),
  heal: ({ network }: MemoryCloud) => network.heal(),
  expireAnn: ({ server }: MemoryCloud) => server.expireMeetingToken('ann'),
  endRoom: ({ server }: MemoryCloud) => server.removeFromRoom('100', 'ann'),
};

const aMove = fc.oneof(
  aCall.map((name) => ({ call: name })),
  fc.constantFrom(...(Object.keys(world) as Array<keyof typeof world>)).map((name) => ({ event: name })),
);

test('whatever happens: one account, server and device agree, and reuse never touches the IM', () =>
  fc.assert(
    fc.asyncProperty(aPolicy, fc.array(aMove, { maxLength: 20 }), fc.boolean(), async (policy, moves, slow) => {
      const cloud = populated();
      await up(cloud, policy);
      let heardIm = 0;
      cloud.im.subscribe(() => heardIm++);
      if (slow) cloud.faults.always('all', { delay: 5, answerDelay: 5 });
      for (const move of moves) {
        const imBefore = heardIm;
        if ('call' in move) {
          const call = watch(calls[move.call](cloud, unaborted()));
          await cloud.clock.advance(slow ? 3 : 0);
          const untouched = policy === 'required' && /Kit|reuse|own|join|leave|Meeting/.test(move.call) && !slow;
          if (untouched) expect(heardIm).toBe(imBefore);
          if (call.state === 'resolved' && move.call.startsWith('reuse')) {
            expect(cloud.im.status()).toMatchObject({ accid: move.call === 'reuseAnn' ? 'alice' : 'bob' });
          }
        } else {
          try {
            world[move.event](cloud);
          } catch {
            // The server may refuse it; what matters is what is true afterwards.
          }
          await cloud.clock.settle();
        }
        const { im, meeting, online } = state(cloud);
        const here = im.phase === 'loggedIn' && im.line === 'online' ? im.accid : null;
        expect(online).toEqual(['alice', 'bob'].map((accid) => accid === here));
        if (meeting.phase === 'loggedIn' && meeting.anonymous) expect(meeting.meetingNum).toBeDefined();
      }
    }),
    runs,
  ));
