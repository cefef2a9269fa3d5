import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PACKAGE = 'nemeeting-electron-sdk';
const VERSION = '4.8.6';
const cache = fileURLToPath(new URL('../../.cache', import.meta.url));
const home = join(cache, `${PACKAGE}-${VERSION}`);
const run = promisify(execFile);

/**
 * Where the vendor's web meeting core is: one script of the electron package's `build` folder. It is fetched once from
 * the registry into a folder git ignores, because it cannot be installed (a dependency of it is not published) and must
 * not be committed.
 */
export async function webCore(): Promise<string> {
  if (!existsSync(home)) await fetchOnce();
  const script = readdirSync(join(home, 'build')).find((name) => /^umi\.[0-9a-f]+\.js$/.test(name));
  if (script === undefined) throw new Error(`${PACKAGE}@${VERSION} has no build/umi.*.js`);
  return join(home, 'build', script);
}

async function fetchOnce(): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  try {
    // npm is a script on Windows, which only a shell can start; nothing here comes from outside.
    await run('npm', ['pack', `${PACKAGE}@${VERSION}`, '--silent'], {
      cwd: draft,
      shell: process.platform === 'win32',
    });
    await run('tar', ['-xzf', `${PACKAGE}-${VERSION}.tgz`, 'package/build'], { cwd: draft });
    // Another test run may have been faster; what it fetched is the same.
    if (!existsSync(home)) renameSync(join(draft, 'package'), home);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
