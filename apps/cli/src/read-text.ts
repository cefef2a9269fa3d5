import { readFile } from 'node:fs/promises';
import { usage } from './exit.ts';
import type { Io } from './io.ts';

/**
 * The text of a file that was named on the command line; `-` is standard input. `what` says what it should have been,
 * `name` what the errors call the file.
 */
export async function readText(file: string, what: string, io: Pick<Io, 'stdin'>, name = file): Promise<string> {
  if (file === '-') return decoded('standard input', await io.stdin());
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw usage(`${name}: there is no such file`);
    if (code === 'EISDIR') throw usage(`${name}: is a folder, not a ${what}`);
    if (code === 'EACCES') throw usage(`${name}: may not be read`);
    throw usage(`${name}: cannot be read (${String(code)})`);
  }
  // What PowerShell's `>` writes: read as UTF-8 it is rubbish, and a token in it is another token.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(name, bytes.toString('utf16le'));
  return decoded(name, bytes.toString('utf8'));
}

/** The text without the mark that some editors put in front of it, which belongs to nothing that is read here. */
function decoded(name: string, text: string): string {
  if (text.includes('\0')) throw usage(`${name}: is not a text file; save it as UTF-8`);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
