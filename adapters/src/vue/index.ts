export { useCan } from './use-can.ts';
export { useOwnedSession } from './use-owned-session.ts';
export { useSessionEvent } from './use-session-event.ts';
export { useSessionSnapshot } from './use-session-snapshot.ts';
