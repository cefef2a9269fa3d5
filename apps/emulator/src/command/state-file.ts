import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { State } from '../cloud/index.ts';
import * as schemas from '../controls/schemas.ts';
import { validate } from '../http/endpoint.ts';
import { StartFailure } from './start-failure.ts';

const HOW = 'Such a file is written by --export-on-exit, or by GET /__emulator/state.';

/** Reads an exported state; nothing has been started yet when this fails. */
export function readState(file: string): State {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartFailure(`cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). ${HOW}`, 2);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new StartFailure(`${file} is not JSON. ${HOW}`, 2);
  }
  try {
    return validate(schemas.state, json);
  } catch (error) {
    throw new StartFailure(
      `${file} is not a state: ${error instanceof Error ? error.message : String(error)}. ${HOW}`,
      2,
    );
  }
}

/** Writes beside the file first and renames, so that a full disk never costs the old export. */
export function writeState(file: string, state: State & { readonly connections?: number }): void {
  const { connections: _, ...kept } = state;
  const draft = `${file}.new`;
  try {
    writeFileSync(draft, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    throw new StartFailure(
      `cannot write ${file} (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Nothing was exported.`,
    );
  }
}
