import { SessionError } from '@partyline/core';

/**
 * Throws where the app's secret would be in the user's hands: in a page and in a web worker. Electron's renderer counts as a
 * page. Node, Deno, Bun and server workers pass.
 */
export function refuseBrowser(scope: object = globalThis): void {
  const page = 'document' in scope && typeof scope.document === 'object' && scope.document !== null;
  const worker = 'importScripts' in scope && typeof scope.importScripts === 'function' && !('process' in scope);
  if (!page && !worker) return;
  throw new SessionError('unsupported', {
    message:
      'the server API does not run in a browser: whoever opens the page could read the app secret and own every account. Call it on your server and let the page ask your server',
  });
}
