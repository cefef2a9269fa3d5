import { type Emulator, type EmulatorEvent, type EmulatorOptions, startEmulator } from '@partyline/emulator';
import { expect } from 'vitest';
import type { NimClient, NimHost } from '../support/nim-clients.ts';

/** One emulator with the accounts alice and bob, a place for clients, and what the emulator's stream said. */
export interface World {
  readonly emulator: Emulator;
  readonly stream: readonly EmulatorEvent[];
  client(appKey?: string): Promise<NimClient>;
}

export interface Combination {
  readonly mode: 'binary' | 'json';
  host(): Promise<NimHost>;
}

/** Runs a story in a world of its own and checks, at the end, that nothing tried to leave this machine. */
export async function inWorld(
  { mode, host }: Combination,
  story: (world: World) => Promise<void>,
  options: EmulatorOptions = {},
): Promise<void> {
  const emulator = await startEmulator(options);
  const place = await host();
  try {
    for (const accid of ['alice', 'bob'])
      emulator.addImAccount({ appKey: 'partyline', accid, token: `${accid}-token` });
    const stream: EmulatorEvent[] = [];
    emulator.onEvent((event) => stream.push(event));
    await story({
      emulator,
      stream,
      client: (appKey) => place.open({ url: emulator.url, mode, ...(appKey === undefined ? {} : { appKey }) }),
    });
    for (const event of stream) if (event.type === 'frame') expect(event.mode).toBe(mode);
    expect(JSON.stringify(stream)).not.toMatch(/(alice|bob|disabled)-token/);
    expect(place.strayed).toEqual([]);
  } finally {
    await place.close();
    await emulator.close();
  }
}

/** What a client reports from the call of `login` to the end of its synchronisation. */
export const loginStory = [
  'loginStatus 2',
  'connectStatus 2',
  'connectStatus 1',
  'clients 1 0',
  'loginStatus 1',
  'sync 1 2',
  'sync 1 3',
] as const;

/** Logs in and waits for the end of the synchronisation. */
export async function loggedIn(client: NimClient, accid: string): Promise<NimClient> {
  expect(await client.login(accid, `${accid}-token`)).toEqual({ ok: true });
  await client.until('sync 1 3');
  return client;
}

/** The numbers of the frames a stream shows, in order: `in 26_3`, `out 26_3 200`. */
export const frames = (stream: readonly EmulatorEvent[]): string[] =>
  stream.flatMap((event) =>
    event.type === 'frame'
      ? [event.direction === 'in' ? `in ${event.command}` : `out ${event.command} ${event.code}`]
      : [],
  );
