// What each entry point adds to a page, beside the login layers that other vendors ship.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { kB, table, version } from '../report.mjs';

const here = dirname(fileURLToPath(import.meta.url));

const ours = [
  ['@partyline/core', "export { createSession } from '@partyline/core'", []],
  ['@partyline/core, without xstate', "export { createSession } from '@partyline/core'", ['xstate']],
  ['@partyline/core/explain', "export * from '@partyline/core/explain'", []],
  ['@partyline/adapters/memory', "export * from '@partyline/adapters/memory'", ['@partyline/core']],
  ['@partyline/adapters/inversify', "export * from '@partyline/adapters/inversify'", ['@partyline/core', 'inversify']],
];

/** One account's login each: none of these mediates between two SDKs, so their size is all that compares. */
const peers = [
  ['oidc-client-ts', "export { UserManager } from 'oidc-client-ts'"],
  ['keycloak-js', "export { default } from 'keycloak-js'"],
  ['@supabase/auth-js', "export { AuthClient } from '@supabase/auth-js'"],
  ['@azure/msal-browser', "export { createNestablePublicClientApplication } from '@azure/msal-browser'"],
];

async function size(contents, external) {
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: here },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      external,
      write: false,
      logLevel: 'silent',
    });
    const [{ contents: bytes }] = outputFiles;
    return [kB(bytes.length), kB(gzipSync(bytes, { level: 9 }).length)];
  } catch (error) {
    return ['-', `does not build: ${String(error.message).split('\n')[1] ?? error}`];
  }
}

export async function sizes() {
  const head = ['entry point', 'minified', 'minified + gzip'];
  const rows = [];
  for (const [name, code, external] of ours) rows.push([name, ...(await size(code, external))]);
  table('Bundle sizes', head, rows);
  const others = [];
  for (const [name, code] of peers) others.push([`${name} ${version(name)}`, ...(await size(code, []))]);
  table("Other vendors' login layers", head, others);
}
