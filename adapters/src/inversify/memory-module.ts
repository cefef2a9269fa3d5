import { SessionError } from '@partyline/core';
import { ContainerModule } from 'inversify';
import { createMemoryCloud, type MemoryCloud, type MemoryCloudOptions, type MemoryDevice } from '../memory/index.ts';
import { anObject } from '../shared/an-object.ts';
import { closable } from './closable.ts';
import { type Token, token, tokens } from './tokens.ts';

/** The fake cloud that `memoryModule` made: its server, faults, host and network. */
export const memoryCloud: Token<MemoryCloud> = token<MemoryCloud>('memoryCloud');

/** Binds the ports of a fake cloud of its own, which is found under `memoryCloud`. */
export function memoryModule(options: MemoryCloudOptions = {}): ContainerModule {
  anObject(options, 'memoryModule');
  return new ContainerModule(({ bind }) => {
    bind(memoryCloud)
      .toResolvedValue(() => createMemoryCloud(options))
      .inSingletonScope();
    closable(bind(tokens.imPort).toResolvedValue((cloud: MemoryCloud) => cloud.im, [memoryCloud]));
    closable(bind(tokens.meetingPort).toResolvedValue((cloud: MemoryCloud) => cloud.meeting, [memoryCloud]));
    bind(tokens.directoryPort).toResolvedValue((cloud: MemoryCloud) => cloud.directory, [memoryCloud]);
    bind(tokens.accountsPort).toResolvedValue((cloud: MemoryCloud) => cloud.accounts, [memoryCloud]);
    if (options.clock) bind(tokens.clock).toConstantValue(options.clock);
  });
}

/** Binds the ports of one device of a fake cloud that is there already, e.g. of a second tab. Throws `invalidInput` for what is none. */
export function memoryDeviceModule(device: MemoryDevice): ContainerModule {
  const { ports }: Partial<MemoryDevice> = Object(device);
  if (!ports?.im || !ports.meeting || !ports.directory) {
    throw new SessionError('invalidInput', {
      message: 'memoryDeviceModule: device must be one of a memory cloud, with the ports im, meeting and directory',
    });
  }
  return new ContainerModule(({ bind }) => {
    closable(bind(tokens.imPort).toResolvedValue(() => ports.im));
    closable(bind(tokens.meetingPort).toResolvedValue(() => ports.meeting));
    bind(tokens.directoryPort).toConstantValue(ports.directory);
    if (ports.clock) bind(tokens.clock).toConstantValue(ports.clock);
  });
}
