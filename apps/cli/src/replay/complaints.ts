import * as z from 'zod/mini';
import { choiceHint, shown, typeName } from '../print/value.ts';

/** What is wrong with a part of a trace, in the words that `run` has for a scenario. */
function complaint(issue: z.core.$ZodRawIssue): string | undefined {
  const { input } = issue;
  switch (issue.code) {
    case 'invalid_type':
      return input === undefined ? 'is missing' : `must be ${typeName(issue.expected)}, but is ${shown(input)}`;
    case 'invalid_value':
      return choice(input, issue.values);
    case 'invalid_union':
      return choice(tagOf(input, issue.discriminator), Array.isArray(issue.options) ? issue.options : []);
    case 'unrecognized_keys':
      return `unknown ${issue.keys.length === 1 ? 'field' : 'fields'} ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string') return 'must not be empty';
      return `must be at least ${issue.minimum}, but is ${shown(input)}`;
    case 'too_big':
      if (issue.origin === 'string') return `must have at most ${issue.maximum} characters`;
      return `must be at most ${issue.maximum}, but is ${shown(input)}`;
    default:
      return undefined;
  }
}

const tagOf = (input: unknown, tag: string | undefined): unknown =>
  typeof input === 'object' && input !== null && tag !== undefined ? Reflect.get(input, tag) : input;

function choice(value: unknown, options: readonly unknown[]): string {
  const hint = choiceHint(value, options.map(String));
  return value === undefined ? `is missing; ${hint}` : `${shown(value)} is not possible here; ${hint}`;
}

/** Reads something that Zod's small edition checks, which has no words of its own for what is wrong. */
export function inWords<T>(read: () => T): T {
  const { customError } = z.config();
  z.config({ customError: complaint });
  try {
    return read();
  } finally {
    z.config({ customError });
  }
}
