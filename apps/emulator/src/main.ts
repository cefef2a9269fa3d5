#!/usr/bin/env node
import { emulatorCommand } from './command.ts';

await emulatorCommand()
  .name('partyline-emulator')
  // Commander's own code for wrong usage is 1, ours is 2, as that of `partyline emulator`.
  .exitOverride(({ code, exitCode }) => process.exit(exitCode !== 0 && code.startsWith('commander.') ? 2 : exitCode))
  .parseAsync();
