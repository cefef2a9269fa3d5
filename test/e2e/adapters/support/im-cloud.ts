import type { ImStage, ImTestAccount } from '@partyline/conformance';
import { defaultApp, dynamicToken, type Emulator, startEmulator } from '@partyline/emulator';
import { SignedClient } from '../../emulator-http/signed-client.ts';

const appKey = defaultApp.appKey;
const reasons = { otherClient: 1, server: 2, kickedByClient: 3, quiet: 4 } as const;
/** How late a slowed login is answered, and how long silence must last to count as rest. Milliseconds. */
const late = 1500;
const silence = 250;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The server's side of an IM world. Every call is plain data both ways, so that it can come from a page. */
export interface ImCloud extends Required<Omit<ImStage, 'hostLogin' | 'hostLogout' | 'hostAccount'>> {
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Where a world's cloud is, and whom it knows. */
export interface ImPlace {
  readonly url: string;
  readonly appKey: string;
  readonly accounts: { readonly alice: ImTestAccount; readonly bob: ImTestAccount };
}

/** An emulator of its own with two accounts, and what a conformance suite does to it. */
export async function openImCloud(): Promise<ImCloud & { readonly place: ImPlace; readonly emulator: Emulator }> {
  const emulator = await startEmulator();
  // Good as a static token and as a dynamic one: the contract does not know that the vendor tells them apart.
  const account = (accid: string): ImTestAccount => {
    return { accid, token: dynamicToken({ ...defaultApp, accid, curTime: Date.now(), ttl: 3600 }) };
  };
  const [alice, bob] = [account('alice'), account('bob')];
  for (const known of [alice, bob]) emulator.addImAccount({ appKey, ...known });

  const online = new Map<number, string>();
  const arrivals = new Set<() => void>();
  let lastEvent = 0;
  let heldUntil = 0;
  let slow = false;
  emulator.onEvent((event) => {
    lastEvent = Date.now();
    if (event.type === 'line' && event.change === 'login') online.set(event.line, event.accid ?? '');
    if (event.type === 'line' && event.change === 'close') online.delete(event.line);
    if (event.type === 'fault' && slow) {
      heldUntil = Date.now() + late;
      for (const arrive of [...arrivals]) arrive();
    }
  });

  return {
    emulator,
    place: { url: emulator.url, appKey, accounts: { alice, bob } },
    kick: async (accid, reason) => void emulator.kick({ appKey, accid, reason: reasons[reason] }),
    async dropLine() {
      emulator.addFault({ on: { service: 'link', command: 'connect' }, effect: { close: true } });
      for (const accid of online.values()) emulator.line({ appKey, accid, action: 'drop' });
    },
    healLine: async () => emulator.clearFaults(),
    changeToken: async (accid, token) => void emulator.changeToken({ appKey, accid, token }),
    async disable(accid) {
      const answer = await new SignedClient(emulator).call('POST /nimserver/user/block.action', { form: { accid } });
      if (answer.code !== 200) throw new Error(`the account was not disabled: ${answer.code}`);
    },
    async slowDown() {
      slow = true;
      emulator.addFault({ on: { service: 'link', command: 'login' }, effect: { delayMs: late } });
    },
    arrived: () =>
      new Promise((resolve) => {
        if (heldUntil > 0) return resolve();
        const arrive = (): void => {
          arrivals.delete(arrive);
          resolve();
        };
        arrivals.add(arrive);
      }),
    async speedUp() {
      slow = false;
      emulator.clearFaults();
    },
    isOnline: async (accid) => [...online.values()].includes(accid),
    async settled() {
      while (Date.now() < heldUntil + silence || Date.now() < lastEvent + silence) await sleep(50);
    },
    close: () => emulator.close(),
  };
}
