#!/usr/bin/env node
import { processIo } from './io.ts';
import { main } from './program.ts';

// The exit code is only set: output that is still on its way into a pipe gets there before the process ends.
// One that is there already says that the output was lost.
const code = await main(process.argv.slice(2), processIo());
process.exitCode ||= code;
