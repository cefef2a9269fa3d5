import type { MemoryCloud } from '@partyline/adapters/memory';
import type { DirectoryWorld } from '@partyline/conformance';
import { type DirectoryPort, SessionError } from '@partyline/core';
import { type Breaks, breaking, failing } from '../break.ts';

export type MemoryDirectoryWorld = DirectoryWorld & { readonly cloud: MemoryCloud };

const directory = breaking<DirectoryPort, MemoryDirectoryWorld>();

const calm = () => new AbortController().signal;

/** Broken directories. */
export const brokenDirectory: Breaks<MemoryDirectoryWorld> = {
  'directory/bound': directory((real) => {
    let asked = false;
    return {
      boundAccid: async (userUuid, signal) => {
        const accid = await real.boundAccid(userUuid, signal);
        const alone = !asked;
        asked = true;
        // Right again when it is asked more than once, so that only who asks once is deceived.
        await undefined;
        return accid !== undefined && userUuid === 'ann' && alone ? 'bob' : accid;
      },
    };
  }, 'directory/concurrent'),
  'directory/id-case': directory((real) => ({
    boundAccid: (userUuid, signal) =>
      /[A-Z]/.test(userUuid) ? Promise.resolve(undefined) : real.boundAccid(userUuid, signal),
  })),
  'directory/unknown': [
    directory(
      (real) => ({
        boundAccid: async (userUuid, signal) => {
          const accid = await real.boundAccid(userUuid, signal);
          if (accid === undefined) throw new SessionError('badCredentials');
          return accid;
        },
      }),
      'directory/concurrent',
    ),
    directory(
      (real) => ({
        boundAccid: async (userUuid, signal) => (await real.boundAccid(userUuid, signal)) ?? userUuid,
      }),
      'directory/concurrent',
    ),
  ],
  'directory/concurrent': directory((real) => {
    let open: Promise<string | undefined> | undefined;
    return {
      boundAccid: async (userUuid, signal) => {
        // Whoever asks meanwhile gets the answer that somebody else is waiting for.
        open ??= real.boundAccid(userUuid, signal);
        try {
          return await open;
        } finally {
          open = undefined;
        }
      },
    };
  }),
  'directory/aborted-before': directory((real) => ({
    boundAccid: (userUuid, signal) => real.boundAccid(userUuid, signal.aborted ? calm() : signal),
  })),
  'directory/aborted-during': [
    directory((real) => ({
      boundAccid: (userUuid, signal) => {
        const before = signal.aborted;
        return failing(real.boundAccid(userUuid, signal), (error) =>
          error.kind === 'aborted' && !before ? new SessionError('timeout') : error,
        );
      },
    })),
    directory((real) => ({
      boundAccid: (userUuid, signal) => real.boundAccid(userUuid, signal.aborted ? signal : calm()),
    })),
  ],
  'directory/unreachable': [
    directory((real) => ({
      boundAccid: (userUuid, signal) =>
        failing(real.boundAccid(userUuid, signal), (error) =>
          error.kind === 'network' ? new SessionError('vendor') : error,
        ),
    })),
    directory(
      (real) => ({
        boundAccid: async (userUuid, signal) => {
          try {
            return await real.boundAccid(userUuid, signal);
          } catch (error) {
            if (signal.aborted) throw error;
            return undefined;
          }
        },
      }),
      'directory/error-no-secret',
    ),
  ],
  'directory/error-no-secret': directory((real, { secrets = [] }) => ({
    boundAccid: (userUuid, signal) =>
      failing(real.boundAccid(userUuid, signal), ({ kind }) => new SessionError(kind, { cause: { key: secrets[0] } })),
  })),
};
