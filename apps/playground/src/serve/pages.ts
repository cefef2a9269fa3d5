import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { vendorFiles } from './vendor-files.ts';

/**
 * The page may talk to the machine that it came from and to nobody else: what the vendor's SDKs would tell the vendor's
 * statistics hosts stays here, and the page works with the network cut off.
 */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:* http://127.0.0.1:* http://localhost:*",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Where `vite build` put the page. */
export const pageFolder = fileURLToPath(new URL('../../dist/page/', import.meta.url));

/** Whether the page has been built. */
export function isBuilt(): boolean {
  return existsSync(`${pageFolder}index.html`);
}

/** The routes of the page, for the emulator to serve on its own port. */
export function pages(): Hono {
  const app = new Hono();
  const ours = ['/', '/index.html', '/icon.svg', '/assets/*', '/vendor/*'];
  for (const path of ours) {
    app.use(path, async (context, next) => {
      await next();
      context.header('content-security-policy', policy);
      context.header('x-content-type-options', 'nosniff');
      context.header('referrer-policy', 'no-referrer');
      // Assets are named after what is in them; everything else may change with the next build.
      const named = context.req.path.startsWith('/assets/');
      context.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
    });
  }
  app.route('/vendor', vendorFiles());
  const files = serveStatic({ root: pageFolder });
  for (const path of ours.slice(0, 4)) app.get(path, files);
  return app;
}
