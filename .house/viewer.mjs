// The viewer's page holds the text of its functions. Here it is written down as the compiler made it: an app's bundler keeps
// names and lowers syntax with helpers of its own, which the page would lack; a text it leaves alone.
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'adapters/dist/inspector/viewer');
const from = (name) => import(join(folder, name));
const [{ start }, { hear }, { render }] = await Promise.all(['start.js', 'sessions.js', 'render.js'].map(from));
const text = `(${start})(${hear}, ${render});`;
if (/<\/script|<!--/.test(text)) throw new Error('the text of the viewer would end its script');
writeFileSync(join(folder, 'script.js'), `export const script = () => ${JSON.stringify(text)};\n`);
rmSync(join(folder, 'script.js.map'), { force: true });
