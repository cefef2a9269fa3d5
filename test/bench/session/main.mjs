// What the session costs: time, allocations, memory, leaks, bytes over the wire. Reads the built packages.
import { header } from '../report.mjs';
import { leaks, memory } from './memory.mjs';
import { sizes } from './sizes.mjs';
import { reads, times } from './time.mjs';

header('Session', ['@partyline/core', 'xstate']);
await times();
await reads();
await memory();
await leaks();
await sizes();
