import type * as z from 'zod/mini';

/** What is wrong first, and where: `entries[3].at: Invalid input`. `whole` is what has no place of its own in it. */
export function issueOf(error: z.core.$ZodError, whole: string): string {
  const [issue] = error.issues;
  const path = issue?.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('') ?? '';
  return `${path.replace(/^\./, '') || whole}: ${issue?.message ?? 'is not as it should be'}`;
}
