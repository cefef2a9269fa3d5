// The viewer's page holds the text of its functions. Here it is written down as the compiler made it: an app's bundler keeps
// names and lowers syntax with helpers of its own, which the page would lack; a text it leaves alone.
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'adapters/dist/inspector/viewer');
const { text } = await import(pathToFileURL(join(folder, 'text.js')).href);
const script = text();
if (/<\/script|<!--/.test(script)) throw new Error('the text of the viewer would end its script');
writeFileSync(join(folder, 'script.js'), `export const script = () => ${JSON.stringify(script)};\n`);
rmSync(join(folder, 'script.js.map'), { force: true });
