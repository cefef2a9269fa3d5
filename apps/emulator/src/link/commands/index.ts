import type { Command } from '../command.ts';
import { currentCommands } from './current.ts';
import { legacyCommands } from './legacy.ts';
import { sharedCommands } from './shared.ts';

const key = (sid: number, cid: number): number => sid * 256 + cid;

const table: ReadonlyMap<number, Command> = new Map(
  [...sharedCommands, ...currentCommands, ...legacyCommands].map((entry) => [key(entry.sid, entry.cid), entry]),
);

export const findCommand = (sid: number, cid: number): Command | undefined => table.get(key(sid, cid));
