import type { DirectoryPort } from '@partyline/core';
import type { Network } from './network.ts';
import { PortCalls, type Stage } from './port-calls.ts';
import type { MemoryServer } from './server.ts';
import { vendorError } from './vendor-error.ts';

/** Looks bindings up on the fake server, through the device's network. */
export function createDirectory(server: MemoryServer, network: Network, stage: Stage): DirectoryPort {
  const calls = new PortCalls(stage);

  return {
    boundAccid: (userUuid, signal) =>
      calls.run({
        method: 'directory.boundAccid',
        args: { userUuid },
        signal,
        effect: () => {
          if (!network.up) throw vendorError('server', 'network', 192001, 'connect failed');
          return server.boundAccid(userUuid);
        },
      }),
  };
}
