import { type Emulator, type EmulatorEvent, startEmulator } from '@partyline/emulator';

/** The vendor's cloud with two people in it, and what was seen on its wire. */
export interface World {
  readonly emulator: Emulator;
  readonly events: readonly EmulatorEvent[];
  /** The IM logins the link accepted, as `accid command`: 26_3 is the current SDK's, 2_3 the legacy one's. */
  imLogins(): string[];
  kitCalls(): string[];
  close(): Promise<void>;
}

/** Alice's meeting account is named otherwise than her IM account, so that nobody can mix them up unseen. */
export const people = {
  alice: { accid: 'alice', imToken: 'alice-im', userUuid: 'alice-meets', userToken: 'alice-mt' },
  bob: { accid: 'bob', imToken: 'bob-im', userUuid: 'bob-meets', userToken: 'bob-mt' },
} as const;

export async function openWorld(): Promise<World> {
  const emulator = await startEmulator();
  const events: EmulatorEvent[] = [];
  emulator.onEvent((event) => events.push(event));
  for (const { accid, imToken, userUuid, userToken } of Object.values(people)) {
    emulator.addImAccount({ appKey: 'partyline', accid, token: imToken });
    emulator.addMeetingAccount({ appKey: 'partyline', userUuid, userToken, accid });
  }
  return {
    emulator,
    events,
    imLogins: () =>
      events.flatMap((event) =>
        event.type === 'frame' && event.direction === 'out' && event.name === 'login' && event.code === 200
          ? [`${event.accid} ${event.command}`]
          : [],
      ),
    kitCalls: () =>
      events.flatMap((event) =>
        event.type === 'http' && event.service === 'kit' ? [`${event.method} ${event.path}`] : [],
      ),
    close: () => emulator.close(),
  };
}
