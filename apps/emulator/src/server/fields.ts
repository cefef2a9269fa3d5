import { z } from 'zod';
import { normalAccid } from '../cloud/index.ts';

/** An account id as the vendor allows it: letters, digits, `_`, `@`, `.` and `-`, up to 32. The server lower-cases it. */
export const accid = z
  .string()
  .regex(/^[A-Za-z0-9_@.-]{1,32}$/, 'letters, digits, _ @ . - and at most 32 of them')
  .transform(normalAccid);

/** A static token of an IM account: up to 128 characters. */
export const imToken = z.string().min(1).max(128);

/** A flag in a form body. */
export const formFlag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** The profile fields of IM server API v1 and how long each may be. */
export const profileV1 = {
  name: z.string().max(64).optional(),
  icon: z.string().max(1024).optional(),
  sign: z.string().max(256).optional(),
  email: z.string().max(64).optional(),
  birth: z.string().max(16).optional(),
  mobile: z.string().max(32).optional(),
  gender: z.enum(['0', '1', '2']).optional(),
  ex: z.string().max(1024).optional(),
} as const;

/** The fields of an object that are there, as the texts a profile holds. */
export function present(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
