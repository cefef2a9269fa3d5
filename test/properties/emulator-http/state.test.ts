import { type Emulator, startEmulator } from '@partyline/emulator';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { state } from './arbitraries.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const overHttp = async (method: string, body?: unknown): Promise<Response> =>
  fetch(`${emulator.url}/__emulator/state`, { method, body: body === undefined ? null : JSON.stringify(body) });

test('what is imported is what is exported, by method and over HTTP', async () => {
  await fc.assert(
    fc.asyncProperty(state, async (wanted) => {
      emulator.importState(wanted);
      const exported = emulator.exportState();
      expect(exported).toEqual({ ...wanted, connections: 0 });
      emulator.reset();
      const answer = await overHttp('PUT', exported);
      expect(answer.status).toBe(200);
      expect(await (await overHttp('GET')).json()).toEqual(exported);
    }),
    { numRuns: 60 },
  );
});

test('a state with one account broken is refused whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      state.filter(({ imAccounts }) => imAccounts.length > 0),
      fc.nat(),
      fc.constantFrom('orphan', 'twin', 'tokenless'),
      async (wanted, pick, how) => {
        emulator.importState(wanted);
        const before = emulator.exportState();
        const victim = wanted.imAccounts[pick % wanted.imAccounts.length];
        if (victim === undefined) throw new Error('the filter above promised an account');
        const broken = {
          orphan: { ...victim, appKey: 'no-such-app', accid: 'someone' },
          twin: { ...victim, accid: victim.accid.toUpperCase() },
          tokenless: { ...victim, accid: 'someone-else', token: undefined },
        }[how];
        const answer = await overHttp('PUT', { ...wanted, imAccounts: [...wanted.imAccounts, broken] });
        expect([400, 404, 409]).toContain(answer.status);
        expect(emulator.exportState()).toEqual(before);
      },
    ),
    { numRuns: 60 },
  );
});
