import { readFile } from 'node:fs/promises';
import { usage } from './exit.ts';
import type { Io } from './io.ts';

/** The text of a file that was named on the command line; `-` is standard input. `what` says what it should have been. */
export async function readText(file: string, what: string, io: Pick<Io, 'stdin'>): Promise<string> {
  if (file === '-') return io.stdin();
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw usage(`${file}: there is no such file`);
    if (code === 'EISDIR') throw usage(`${file}: is a folder, not a ${what}`);
    if (code === 'EACCES') throw usage(`${file}: may not be read`);
    throw usage(`${file}: cannot be read (${String(code)})`);
  }
}
