import { LONGEST } from '../longest.ts';

const whole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

const fields = {
  timeout: [(value) => whole(value, 1, LONGEST), `a whole number of milliseconds from 1 to ${LONGEST}`],
  retryCount: [(value) => whole(value, 0, Number.MAX_SAFE_INTEGER), 'a whole number from 0'],
  authType: [(value) => whole(value, 0, 2), '0 (static), 1 (dynamic) or 2 (third party)'],
} as const satisfies Record<string, readonly [(value: unknown) => boolean, string]>;

/**
 * What is wrong with the options of every login, or `undefined`. What the SDK alone reads is the SDK's to check; a login with a
 * time that is none would end at once, as if the server had not answered.
 */
export function misfitLoginOption(option: unknown): string | undefined {
  if (option === undefined) return undefined;
  if (typeof option !== 'object' || option === null) return '`loginOption` must be an object';
  for (const [name, [fits, meant]] of Object.entries(fields)) {
    const value: unknown = Reflect.get(option, name);
    if (value !== undefined && !fits(value)) return `\`loginOption.${name}\` must be ${meant}`;
  }
  return undefined;
}
