import { z } from 'zod';
import { CloudError } from './cloud/index.ts';
import * as schemas from './controls/schemas.ts';
import { reasonsOf } from './http/endpoint.ts';

/** Something whose methods are called, and nothing more is known of it. */
const having = (what: string, ...methods: readonly string[]) =>
  z.custom<object>(
    (value) => typeof value === 'object' && value !== null && methods.every((name) => isMethod(value, name)),
    { error: what },
  );
const isMethod = (value: object, name: string) => typeof Reflect.get(value, name) === 'function';

const options = z.strictObject({
  port: z.number().int().min(0).max(65_535).optional(),
  host: z.string().min(1).optional(),
  apps: z.array(schemas.app).optional(),
  policy: schemas.policy.optional(),
  faults: z.array(schemas.fault).optional(),
  clock: having('must have now(), setTimeout() and clearTimeout()', 'now', 'setTimeout', 'clearTimeout').optional(),
  rateLimit: z
    .strictObject({ perSecond: z.number().int().min(1), blockMs: z.number().min(0).max(86_400_000) })
    .optional(),
  site: having('must be a Hono app', 'fetch').optional(),
});

/**
 * Throws a `CloudError` `INVALID` that names every option that is unknown or makes no sense. A misspelt one would otherwise
 * be an emulator that is not the one a test asked for. Never repeats a value: apps have secrets.
 */
export function checkOptions(given: unknown): void {
  const result = options.safeParse(given);
  if (!result.success) throw new CloudError('INVALID', `startEmulator: ${reasonsOf(result.error)}`);
}
