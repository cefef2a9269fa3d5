// Every sentence of the two contracts, against the emulator over HTTP, each generation; clients are the vendor's SDK in Node.
import { createYunxinApi, type Generation } from '@partyline/adapters/yunxin-api';
import {
  type AccountsWorld,
  accountsConformance,
  type DirectoryWorld,
  directoryConformance,
} from '@partyline/conformance';
import { defaultApp, startEmulator } from '@partyline/emulator';
import { describe, expect, test } from 'vitest';
import { kitCall } from '../../emulator-http/signed-client.ts';
import type { NimClient, NimHost } from '../../support/nim-clients.ts';
import { nimInNode } from '../../support/nim-node.ts';

const { appKey, appSecret } = defaultApp;
const connect = (server: string, generation: Generation) =>
  createYunxinApi({ appKey, appSecret, server, generation, retries: 1 });

async function accountsWorld(generation: Generation): Promise<AccountsWorld> {
  const emulator = await startEmulator();
  let host: NimHost | undefined;
  const clients: NimClient[] = [];
  return {
    appKey,
    port: connect(emulator.url, generation),
    free: { alice: 'alice', bob: 'bob' },
    secrets: [appSecret],
    stage: {
      logIn: async ({ accid, token }) => {
        host ??= await nimInNode();
        const client = await host.open({ url: emulator.url, mode: 'binary', appKey });
        const login = await client.login(accid, token, { retryCount: 0 });
        if (!login.ok) throw new Error(`refused with ${login.code}`);
        clients.push(client);
        await client.until('sync 1 3');
      },
      isOnline: async () => {
        const states = await Promise.all(clients.map((client) => client.state()));
        return states.some(([login]) => login === 1);
      },
      canLogInToMeeting: async (user, token) => {
        const { code } = await kitCall(emulator, `POST /e/apps/${appKey}/v1/login`, { user, token });
        return code === 0;
      },
      cutOff: () => emulator.close(),
    },
    settled: async () => {
      // The kick travels on the line; whoever is not on the server any more has heard of it.
      const online = () => emulator.exportState().connections;
      for (const client of clients) if (online() === 0) await client.until('loginStatus 0');
    },
    dispose: async () => {
      await host?.close();
      await emulator.close();
    },
  };
}

async function directoryWorld(generation: Generation): Promise<DirectoryWorld> {
  const emulator = await startEmulator();
  emulator.addImAccount({ appKey, accid: 'alice', token: 'it' });
  emulator.addMeetingAccount({ appKey, userUuid: 'alice', userToken: 'mt', accid: 'alice' });
  let asked: () => void = () => {};
  const arrived = new Promise<void>((resolve) => {
    asked = resolve;
  });
  return {
    appKey,
    port: connect(emulator.url, generation),
    bound: { userUuid: 'alice', accid: 'alice' },
    secrets: [appSecret],
    stage: {
      slowDown: async () => {
        emulator.onEvent((event) => {
          if (event.type === 'fault') asked();
        });
        emulator.addFault({ on: { service: 'server' }, effect: { never: true } });
      },
      arrived: () => arrived,
      cutOff: () => emulator.close(),
    },
    settled: async () => {},
    dispose: () => emulator.close(),
  };
}

describe.each(['current', 'neroom', '2020'] as const)('generation %s', (generation) => {
  describe('AccountsPort', () => {
    const { skipped } = accountsConformance({
      test,
      factory: () => accountsWorld(generation),
      // The vendor's own rule: a meeting account has the id of its IM account.
      capabilities: { otherUserUuid: false },
      patience: 60_000,
    });
    test('only what the vendor does not know is skipped', () =>
      expect(skipped.map(({ id }) => id)).toEqual(['accounts/meeting-one-each', 'accounts/meeting-bound-elsewhere']));
  });

  describe('DirectoryPort', () => {
    const { skipped } = directoryConformance({ test, factory: () => directoryWorld(generation), patience: 60_000 });
    test('no sentence is skipped', () => expect(skipped).toEqual([]));
  });
});
