import type { Command } from 'commander';

/** Commands that other packages bring along whole, as they are. */
export function mounts(): readonly Command[] {
  return [];
}
