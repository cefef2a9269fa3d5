import type { MeetingEvent } from '@partyline/core';
import { authEvent } from './sdk.ts';

/** What the kit's `onAuthEvent` says about a login: how it ended, or nothing when it goes on or heals by itself. */
export function endingOf(event: unknown): MeetingEvent | undefined {
  switch (event) {
    case authEvent.loggedIn:
    case authEvent.netBroken:
    case 'binarySocketUnreliable':
      return undefined;
    case authEvent.unauthorized:
    case authEvent.tokenError:
    case authEvent.serverUnauthorized:
    case authEvent.tokenExpired:
    case authEvent.tokenIncorrect:
      return { type: 'credentialsExpired' };
    case authEvent.kickedOut:
      return { type: 'signedOut', reason: 'kicked' };
    case authEvent.loggedOut:
      return { type: 'signedOut', reason: 'loggedOut' };
    default:
      return { type: 'signedOut', reason: String(event) };
  }
}
