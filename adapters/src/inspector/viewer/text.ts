import { render } from './render.ts';
import { hear } from './sessions.ts';
import { start } from './start.ts';

/** The text of the viewer's script, made of functions each of which stands on its own. */
export const text = (): string => `(${start})(${hear}, ${render});`;
