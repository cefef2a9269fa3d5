import {
  type Clock,
  createSession,
  type DirectoryPort,
  type ImPort,
  type MeetingPort,
  type SessionOptions,
} from '@partyline/core';
import { ContainerModule } from 'inversify';
import { Teardown } from './teardown.ts';
import { tokens } from './tokens.ts';

/** Binds `session`, made of whatever ports other modules bind, and the teardown that closes what was built. */
export function sessionModule(options: SessionOptions): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(tokens.teardown)
      .toResolvedValue(() => new Teardown())
      .inSingletonScope()
      // The container gives up its bindings in no particular order; this one closes everything in the right one. What
      // could not be closed is told by close(): a rejection here would reach nobody when unbinding synchronously.
      .onDeactivation((teardown) => teardown.close().catch(() => {}));

    bind(tokens.sessionOptions).toConstantValue(options);

    bind(tokens.session)
      .toResolvedValue(
        (
          im: ImPort,
          meeting: MeetingPort,
          given: SessionOptions,
          teardown: Teardown,
          directory: DirectoryPort | undefined,
          clock: Clock | undefined,
        ) => {
          const ports = { im, meeting, ...(directory && { directory }), ...(clock && { clock }) };
          const session = createSession(ports, given);
          // From now on the session closes its ports itself, in its own order.
          teardown.release(im);
          teardown.release(meeting);
          teardown.own(session, session.dispose);
          return session;
        },
        [
          tokens.imPort,
          tokens.meetingPort,
          tokens.sessionOptions,
          tokens.teardown,
          { serviceIdentifier: tokens.directoryPort, optional: true },
          { serviceIdentifier: tokens.clock, optional: true },
        ],
      )
      .inSingletonScope();
  });
}
