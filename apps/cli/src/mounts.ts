import type { Command } from 'commander';

/** Commands that other packages bring along whole. */
export async function mounts(): Promise<readonly Command[]> {
  const { emulatorCommand } = await import('@partyline/emulator');
  return [emulatorCommand()];
}
