import type { Client, Line, Policy } from '../cloud/index.ts';

/** The platforms of `onePerPlatform`: phones, computers, browsers; anything else is a platform of its own. */
function platform({ clientType }: Client): string {
  if (clientType === 1 || clientType === 2 || clientType === 8 || clientType === 65) return 'mobile';
  if (clientType === 4 || clientType === 64) return 'desktop';
  return `${clientType}`;
}

/** Which of the account's lines (oldest first) have to go if this client is let in. */
export function displaced(policy: Policy, lines: readonly Line[], newcomer: Client): readonly Line[] {
  if (policy === 'onePerAccount') return lines;
  if (policy === 'onePerPlatform') return lines.filter(({ client }) => platform(client) === platform(newcomer));
  return lines.slice(0, Math.max(0, lines.length + 1 - policy.max));
}
