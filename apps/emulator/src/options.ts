import { z } from 'zod';
import * as schemas from './controls/schemas.ts';

/** Something whose methods are called, and nothing more is known of it. */
const having = (what: string, ...methods: readonly string[]) =>
  z.custom<object>(
    (value) => typeof value === 'object' && value !== null && methods.every((name) => isMethod(value, name)),
    { error: what },
  );
const isMethod = (value: object, name: string) => typeof Reflect.get(value, name) === 'function';

/** What `startEmulator` takes. A misspelt option would otherwise be an emulator that is not the one a test asked for. */
export const optionsSchema = z.strictObject({
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
