import { Secret } from '@partyline/core';
import { usage } from '../exit.ts';
import type { Io } from '../io.ts';
import { readText } from '../read-text.ts';

/** The places that a secret may come from, the first that has one wins. */
export interface SecretPlaces {
  /** What it is called to a person. */
  readonly name: string;
  /** Given as an argument: works, with a warning. */
  readonly argument?: { readonly option: string; readonly value: string | undefined };
  readonly file: { readonly option: string; readonly path: string | undefined };
  readonly variable: string;
}

/** Reads a secret. Answers `undefined` where no place has one; the errors never show it. */
export async function readSecret(
  io: Io,
  { name, argument, file, variable }: SecretPlaces,
): Promise<Secret | undefined> {
  if (argument?.value !== undefined) {
    if (file.path !== undefined) throw usage(`${argument.option} and ${file.option} both name the ${name}: give one`);
    io.err(
      `warning: ${argument.option} leaves the ${name} in the shell's history and in the list of processes; use ${file.option} or ${variable}\n`,
    );
    return sealed(argument.value, name, argument.option);
  }
  if (file.path !== undefined) {
    const place = `${file.option} ${file.path}`;
    return sealed(await readText(file.path, `file with the ${name}`, io, place), name, place);
  }
  const value = io.env[variable];
  return value === undefined || value === '' ? undefined : sealed(value, name, variable);
}

/** An editor ends a file with a line break, which belongs to no secret. */
function sealed(text: string, name: string, place: string): Secret {
  const value = text.replace(/\r?\n$/, '');
  if (value === '') throw usage(`${place} holds no ${name}: it is empty`);
  if (/[\r\n]/.test(value)) throw usage(`${place} must hold the ${name} alone, on one line`);
  return new Secret(value);
}
