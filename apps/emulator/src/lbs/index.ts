import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Clock, Cloud } from '../cloud/index.ts';
import { nodeResponse, strike } from '../http/strike.ts';
import { suffer } from '../http/suffer.ts';

/** The vendor's address book: tells a client which link to connect to. It is always the port the question came in on. */
export function lbsRoutes(cloud: Cloud, clock: Clock): Hono {
  const app = new Hono();
  app.use('/lbs/*', cors({ origin: (origin) => origin, credentials: true }));
  app.get('/lbs/webconf.jsp', async (context) => {
    const account = context.req.query('id');
    const link = new URL(context.req.url).host;
    const { method, path } = context.req;
    const aftermath = await suffer(strike(cloud, 'lbs', { method, path }, account), clock, nodeResponse(context));
    if (aftermath === 'gone') return RESPONSE_ALREADY_SENT;
    const status = typeof aftermath === 'object' ? refusal(aftermath.code) : 200;
    if (cloud.events.listening) {
      cloud.events.emit({
        type: 'http',
        service: 'lbs',
        method,
        path,
        status,
        ...(account === undefined ? {} : { account }),
      });
    }
    if (status !== 200) return context.body(null, status);
    // `link` is what the legacy SDK reads, the other two are the current one's.
    const common = { link: [link], 'link.default': [link], 'mix.link': [link] };
    return context.json({ common, nosup: [], 'nos-chunk': '' });
  });
  return app;
}

/** The address book has no numbers of its own: a fault's code is an HTTP status here, 500 when it is none. */
const refusal = (code: number): ContentfulStatusCode =>
  code >= 400 && code <= 599 ? (code as ContentfulStatusCode) : 500;
