import { z } from 'zod';

const key = z.string().min(1).max(128);
const text = z.string().min(1).max(1024);

export const policy = z.union(
  [z.literal('onePerAccount'), z.literal('onePerPlatform'), z.strictObject({ max: z.number().int().min(1) })],
  { error: 'must be "onePerAccount", "onePerPlatform" or { max: a whole number from 1 }' },
);

export const app = z.strictObject({ appKey: key, appSecret: text, policy: policy.optional() });

const profile = z.record(z.string(), z.string());
const extras = { enabled: z.boolean().optional(), profile: profile.optional() };

export const imAccount = z.strictObject({ appKey: key, accid: key, token: text, ...extras });

export const meetingAccount = z.strictObject({ appKey: key, userUuid: key, userToken: text, accid: key, ...extras });

export const state = z.object({
  apps: z.array(app),
  imAccounts: z.array(imAccount),
  meetingAccounts: z.array(meetingAccount),
});

export const tokenChange = z.union(
  [
    z.strictObject({ appKey: key, accid: key, token: text }),
    z.strictObject({ appKey: key, userUuid: key, userToken: text }),
  ],
  { error: 'must be { appKey, accid, token } or { appKey, userUuid, userToken }, each a text that is not empty' },
);

export const kick = z.strictObject({
  appKey: key,
  accid: key,
  reason: z.literal([1, 2, 3, 4]).optional(),
});

export const kickDescription = z.string({ error: 'description: must be a text' }).optional();

export const line = z.strictObject({ appKey: key, accid: key, action: z.enum(['drop', 'freeze', 'thaw']) });

export const notification = z.strictObject({ appKey: key, accid: key, from: z.string(), body: z.string() });

export const fault = z.strictObject({
  on: z.strictObject({
    service: z.enum(['lbs', 'link', 'kit', 'server']),
    command: text.optional(),
    account: key.optional(),
  }),
  effect: z.union(
    [
      z.strictObject({ delayMs: z.number().int().min(0).max(86_400_000) }),
      z.strictObject({ never: z.literal(true) }),
      z.strictObject({ twice: z.literal(true) }),
      z.strictObject({ code: z.number().int() }),
      z.strictObject({ close: z.literal(true) }),
    ],
    { error: 'must be one of { delayMs }, { never: true }, { twice: true }, { code } and { close: true }' },
  ),
  times: z.number().int().min(1).optional(),
});

/** What a handler of passthrough calls answers. */
export const proxyAnswer = z.object({
  code: z.number().int().optional(),
  header: z.string().optional(),
  body: z.string(),
});

export const proxyPath = z.union([z.string().min(1), z.instanceof(RegExp)], {
  error: 'path: must be a text that is not empty, or a RegExp',
});

export const callback = (what: string) =>
  z.custom<(...given: never[]) => unknown>((value) => typeof value === 'function', {
    error: `${what}: must be a function`,
  });
