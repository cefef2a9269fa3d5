import type { z } from 'zod';
import { CloudError } from './cloud/index.ts';
import { reasonsOf } from './http/endpoint.ts';

/**
 * Throws a `CloudError` `INVALID` that names every field that is unknown or makes no sense to `call`. Never repeats a value:
 * it may be a secret.
 */
export function checked<T>(call: string, schema: z.ZodType, given: T): T {
  const result = schema.safeParse(given);
  if (!result.success) throw new CloudError('INVALID', `${call}: ${reasonsOf(result.error)}`);
  return given;
}
