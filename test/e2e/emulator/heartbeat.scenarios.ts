import { expect, test } from 'vitest';
import { type Combination, inWorld, loggedIn, loginStory } from './sdk-world.ts';

export function heartbeatScenarios(place: Combination): void {
  test('a quiet client stays logged in over a minute by its heartbeats', () =>
    inWorld(place, async ({ client, emulator, stream }) => {
      const alice = await loggedIn(await client(), 'alice');
      const beats = () =>
        stream.filter((event) => event.type === 'frame' && event.name === 'heartbeat' && event.direction === 'out');
      await new Promise((resolve) => setTimeout(resolve, 64_000));
      expect(beats().length).toBeGreaterThanOrEqual(3);
      expect(await alice.events()).toEqual(loginStory);
      expect(emulator.exportState().connections).toBe(1);
    }));
}
