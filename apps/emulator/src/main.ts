#!/usr/bin/env node
import { emulatorCommand } from './command.ts';

await emulatorCommand().name('partyline-emulator').parseAsync();
