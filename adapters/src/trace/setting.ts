import { SessionError } from '@partyline/core';
import * as z from 'zod/mini';
import { issueOf } from './issue.ts';

const id = z.string().check(z.minLength(1), z.maxLength(128));
const ms = z.number().check(z.int(), z.minimum(1), z.maximum(86_400_000));

/** Who and what is there before anything happens. Ids only: tokens are made by whoever plays the trace. */
export const settingSchema = z.strictObject({
  appKey: id,
  reuse: z.enum(['required', 'off', 'auto']),
  /** Whether the session may ask the server for bindings. */
  directory: z.boolean(),
  timeouts: z.strictObject({ command: ms, step: ms }),
  imAccounts: z.array(id),
  /** Each with the IM account that it is bound to. */
  meetingAccounts: z.array(z.strictObject({ userUuid: id, accid: id })),
  rooms: z.array(id),
});

/** What a run begins with. */
export type Setting = z.infer<typeof settingSchema>;

/** Throws `invalidInput` that names what is missing in a setting or is not as it should be. */
export function checkSetting(setting: unknown): void {
  const { error } = z.safeParse(settingSchema, setting);
  if (error)
    throw new SessionError('invalidInput', {
      message: `FakeRun: the setting is wrong at ${issueOf(error, 'its root')}`,
    });
}
