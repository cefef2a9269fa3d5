import { text } from './text.ts';

/**
 * The viewer's script. A bundler may make of a function what stands on helpers of the bundler's (names that are kept, syntax that
 * is lowered), so the build puts what this answers in the place of this file.
 */
export const script = (): string => text();
