import { type Nim, type NimPortOptions, type NimSdk, nimPort } from '@partyline/adapters/nim';
import { type Credential, type ImPort, Secret } from '@partyline/core';
import { type Emulator, type EmulatorEvent, startEmulator } from '@partyline/emulator';
import { nimClass } from '../../support/nim-node.ts';
import { pointedAt } from './nim-world.ts';

/** The class as a host uses it: also to make instances beside the one that it keeps. */
type Sdk = NimSdk & (new (options: object, otherOptions: object) => Nim & Driven);

/** What only tests ask of an instance. */
export interface Driven {
  readonly V2NIMLoginService: {
    setReconnectDelayProvider(provider: () => number): void;
    listenerCount(event: string): number;
  };
}

export interface Story {
  readonly emulator: Emulator;
  readonly stream: readonly EmulatorEvent[];
  readonly sdk: Sdk;
  /** An instance of the host's own. */
  make(): Nim & Driven;
  /** A port; of the host's own instance, unless told otherwise. */
  port(options?: Partial<NimPortOptions>): ImPort;
  /** How many logins the server was asked for. */
  asked(): number;
}

export const alice = { appKey: 'partyline', accid: 'alice' } as const;

/** Logs in with a fixed token, or with the credential. */
export const login = (port: ImPort, accid: string, token: Credential = new Secret(`${accid}-token`)): Promise<void> =>
  port.login({ accid, token }, new AbortController().signal);

/** A story on an emulator of its own and unmodified SDK instances in this process. */
export async function inStory(tell: (story: Story) => Promise<void>): Promise<void> {
  const emulator = await startEmulator();
  const sdk = (await nimClass()) as unknown as Sdk;
  for (const accid of ['alice', 'bob']) emulator.addImAccount({ appKey: 'partyline', accid, token: `${accid}-token` });
  const stream: EmulatorEvent[] = [];
  emulator.onEvent((event) => stream.push(event));
  const instances: Nim[] = [];
  const ports: ImPort[] = [];
  const make = () => {
    const nim = new sdk({ appkey: 'partyline', apiVersion: 'v2', debugLevel: 'off' }, pointedAt(emulator.url));
    // The first reconnect soon: the order of events is what the stories are about.
    nim.V2NIMLoginService.setReconnectDelayProvider(() => 100);
    instances.push(nim);
    return nim;
  };
  try {
    await tell({
      emulator,
      stream,
      sdk,
      make,
      port(options) {
        const port = nimPort(
          (options?.nim ?? options?.sdk)
            ? (options as NimPortOptions)
            : ({ nim: make(), ...options } as NimPortOptions),
        );
        ports.push(port);
        return port;
      },
      asked: () =>
        stream.filter((event) => event.type === 'frame' && event.name === 'login' && event.direction === 'in').length,
    });
  } finally {
    for (const port of ports) await port.close();
    for (const nim of instances) await nim.destroy?.();
    await emulator.close();
  }
}
