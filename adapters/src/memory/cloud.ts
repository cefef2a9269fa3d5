import { type AccountsPort, type Clock, SessionError } from '@partyline/core';
import { anObject } from '../shared/an-object.ts';
import { createAccounts } from './accounts.ts';
import { createDevice, type MemoryDevice } from './device.ts';
import { MemoryServer } from './server.ts';

/** What `createMemoryCloud` takes. */
export interface MemoryCloudOptions {
  /** The app that accounts belong to where none is named. Default `'memory'`. */
  readonly appKey?: string | undefined;
  /** Where delays and the sessions' deadlines get their time from; a test gives a `ManualClock`. Default: real time. */
  readonly clock?: Clock | undefined;
  /** How many calls each device's log keeps. Default 1000. */
  readonly callLog?: number | undefined;
}

/** A fake cloud with one device; `device()` adds more. */
export interface MemoryCloud extends MemoryDevice {
  readonly appKey: string;
  readonly server: MemoryServer;
  /** The vendor's server API, for code that creates accounts. */
  readonly accounts: AccountsPort;
  /** Another device or tab on the same server: logging the same IM account in there kicks it here. */
  device(): MemoryDevice;
}

/**
 * A vendor's cloud in one process: fake server, fake IM SDK, fake meeting kit, fake host app. Answers in a microtask and
 * sets no timer unless a fault asks for a delay. Throws `SessionError` `invalidInput` for a wrong option.
 */
export function createMemoryCloud(options: MemoryCloudOptions = {}): MemoryCloud {
  anObject(options, 'createMemoryCloud');
  const { appKey = 'memory', clock, callLog = 1000 } = options;
  const wrong = Object.keys(options).find((name) => !['appKey', 'clock', 'callLog'].includes(name));
  if (wrong !== undefined) throw invalid(`unknown option "${wrong}"`);
  if (typeof appKey !== 'string' || appKey === '') throw invalid('appKey must be a non-empty string');
  if (!Number.isInteger(callLog) || callLog < 1) throw invalid('callLog must be a whole number from 1');

  const server = new MemoryServer(appKey);
  const { stage, ...device } = createDevice({ server, clock, callLog });
  return {
    ...device,
    appKey,
    server,
    accounts: createAccounts(server, stage),
    device: () => {
      const { stage: _, ...other } = createDevice({ server, clock, callLog });
      return other;
    },
  };
}

function invalid(message: string): SessionError {
  return new SessionError('invalidInput', { message });
}
