import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Clock, Cloud, FaultEffect } from '../cloud/index.ts';

/** The vendor's address book: tells a client which link to connect to. It is always the port the question came in on. */
export function lbsRoutes(cloud: Cloud, clock: Clock): Hono {
  const app = new Hono();
  app.use('/lbs/*', cors({ origin: (origin) => origin, credentials: true }));
  app.get('/lbs/webconf.jsp', async (context) => {
    const account = context.req.query('id');
    const link = new URL(context.req.url).host;
    const effect = cloud.faults.none ? undefined : cloud.faults.strike('lbs', ['GET /lbs/webconf.jsp'], account);
    const refused = effect === undefined ? undefined : await suffer(effect, clock);
    const status = refused ?? 200;
    if (cloud.events.listening) {
      cloud.events.emit({
        type: 'http',
        service: 'lbs',
        method: 'GET',
        path: context.req.path,
        status,
        ...(account === undefined ? {} : { account }),
      });
    }
    if (refused !== undefined) return context.body(null, refused as 500);
    // `link` is what the legacy SDK reads, the other two are the current one's.
    const common = { link: [link], 'link.default': [link], 'mix.link': [link] };
    return context.json({ common, nosup: [], 'nos-chunk': '' });
  });
  return app;
}

/** Waits out a fault; answers the HTTP status it wants, if it wants one. */
async function suffer(effect: FaultEffect, clock: Clock): Promise<number | undefined> {
  if ('delayMs' in effect) await new Promise<void>((resolve) => clock.setTimeout(resolve, effect.delayMs));
  if ('never' in effect) await new Promise<never>(() => {});
  if ('close' in effect) return 503;
  if ('code' in effect) return effect.code >= 400 && effect.code <= 599 ? effect.code : 500;
  return undefined;
}
