import type { CommandArguments, CommandName, Permission, Session } from '@partyline/core';
import { type ComputedRef, computed, type MaybeRefOrGetter, toValue } from 'vue';
import { permission } from '../shared/no-session.ts';
import { useSessionSnapshot } from './use-session-snapshot.ts';

/** Whether a command would be permitted now, and if not, why: for a button that is greyed out with its reason. */
export function useCan<N extends CommandName>(
  session: MaybeRefOrGetter<Session | null>,
  command: N,
  args: MaybeRefOrGetter<CommandArguments[N] | []> = [],
): ComputedRef<Permission> {
  const snapshot = useSessionSnapshot(session);
  return computed(() => permission(toValue(session), snapshot.value, command, toValue(args)));
}
