import { render } from './render.ts';
import { hear } from './sessions.ts';
import { start } from './start.ts';

/**
 * The text of the viewer's script: functions, each of which stands on its own. A bundler may make of a function what stands on
 * helpers of the bundler's (names that are kept, syntax that is lowered), so the build writes down what this answers.
 */
export const script = (): string => `(${start})(${hear}, ${render});`;
