import { Hono } from 'hono';
import type { Clock, Cloud } from './cloud/index.ts';
import { controlList, controlRoutes } from './controls/index.ts';
import { kitRoutes } from './kit/index.ts';
import { lbsRoutes } from './lbs/index.ts';
import type { Link } from './link/index.ts';
import { type RateLimitOptions, serverRoutes } from './server/index.ts';

interface RouteOptions {
  readonly rateLimit?: RateLimitOptions | undefined;
  /** Somebody else's routes, which come first. */
  readonly site?: Hono | undefined;
}

/**
 * Every HTTP route of the emulator. Each service brings its own as a function of the state and the clock. The server
 * API comes before the kit service, whose catch-all paths lie over some of its own.
 */
export function routes(cloud: Cloud, clock: Clock, link: Link, { rateLimit, site }: RouteOptions = {}): Hono {
  const app = new Hono();
  if (site) app.route('/', site);
  app.route('/', controlRoutes(cloud));
  app.route('/', lbsRoutes(cloud, clock));
  app.route('/', link.routes());
  app.route('/', serverRoutes({ cloud, clock }, rateLimit));
  app.route('/', kitRoutes({ cloud, clock }));
  app.get('/', (context) => context.json({ name: 'partyline emulator', controls: controlList }));
  app.notFound((context) => {
    const message = `the emulator has nothing at ${context.req.method} ${context.req.path}`;
    return context.json({ error: { code: 'PATH_UNKNOWN', message } }, 404);
  });
  app.onError((error, context) => {
    console.error(error);
    return context.json({ error: { code: 'INTERNAL', message: 'internal error' } }, 500);
  });
  return app;
}
