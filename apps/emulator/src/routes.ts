import { Hono } from 'hono';
import type { Clock, Cloud } from './cloud/index.ts';
import { lbsRoutes } from './lbs/index.ts';
import type { Link } from './link/index.ts';

/** Every HTTP route of the emulator. Each service brings its own as a function of the state and the clock. */
export function routes(cloud: Cloud, clock: Clock, link: Link): Hono {
  const app = new Hono();
  app.route('/', lbsRoutes(cloud, clock));
  app.route('/', link.routes());
  return app;
}
