import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PACKAGE = 'nemeeting-electron-sdk';
const VERSION = '4.8.6';
const cache = fileURLToPath(new URL('../../.cache', import.meta.url));
const home = join(cache, `${PACKAGE}-${VERSION}`);
const run = promisify(execFile);

/** The script in a package's folder that defines `window.NERoom`. */
function scriptIn(folder: string): string | undefined {
  const build = join(folder, 'build');
  if (!existsSync(build)) return undefined;
  const script = readdirSync(build).find((name) => /^umi\.[0-9a-f]+\.js$/.test(name));
  return script && join(build, script);
}

/** Where the vendor's web core is: installed beside the person, or fetched before. */
export function findWebCore(require: NodeJS.Require): string | undefined {
  const fetched = scriptIn(home);
  if (fetched) return fetched;
  try {
    return scriptIn(dirname(require.resolve(`${PACKAGE}/package.json`)));
  } catch {
    return undefined;
  }
}

/**
 * Fetches the vendor's package from the registry into a folder that git ignores: it can't be installed, because a dependency
 * of it is not published. Rejects when the registry can't be reached.
 */
export async function fetchWebCore(): Promise<void> {
  if (scriptIn(home)) return;
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  try {
    // npm is a script on Windows, which only a shell can start; nothing here comes from outside.
    const shell = process.platform === 'win32';
    await run('npm', ['pack', `${PACKAGE}@${VERSION}`, '--silent'], { cwd: draft, shell });
    await run('tar', ['-xzf', `${PACKAGE}-${VERSION}.tgz`, 'package/build'], { cwd: draft });
    if (!existsSync(home)) renameSync(join(draft, 'package'), home);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
