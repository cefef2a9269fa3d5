// The core that apps load: what the compiler made, without the descriptions that only a person reads in a chart. They
// are written as say`…` in the sources; `@partyline/core/chart` and development builds keep them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), 'core/dist');
const described = join(dist, 'described');
const property = /\s*description: say `[^`]*`,?/g;
const argument = /,\s*say `[^`]*`(?=,?\s*\))/g;
/** Lines are kept, so that the source maps of the described files hold. */
const blank = (text) => text.replaceAll(/[^\n]/g, '');

for (const file of readdirSync(described, { recursive: true }).filter((name) => name.endsWith('.js'))) {
  const target = join(dist, file);
  const map = relative(dirname(target), join(described, `${file}.map`));
  const lean = readFileSync(join(described, file), 'utf8')
    .replaceAll(property, blank)
    .replaceAll(argument, blank)
    .replace(/sourceMappingURL=.*/, () => `sourceMappingURL=${map}`);
  if (lean.includes('say `')) throw new Error(`${file}: a description is written in a way that cannot be left out`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, lean);
}
