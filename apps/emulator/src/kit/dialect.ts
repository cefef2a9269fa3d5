import type { Cloud } from '../cloud/index.ts';
import type { Dialect } from '../http/dialect.ts';
import { Refusal } from '../http/refusal.ts';
import { kitCodes } from './codes.ts';

/** How the vendor's web core is spoken to: JSON, code 0, HTTP 200 whatever happens. */
export const kitDialect = (cloud: Cloud): Dialect => ({
  service: 'kit',
  media: 'json',
  ok: 0,
  codes: kitCodes,
  authenticate: ({ params }) => {
    const appKey = params.appKey ?? '';
    if (cloud.app(appKey) === undefined) throw new Refusal('appUnknown', `there is no app ${appKey}`);
    return appKey;
  },
  render: ({ code, message, data, requestId, at, cost }) => ({
    code,
    msg: message,
    ...(data === undefined ? {} : { data }),
    requestId,
    cost: `${cost}ms`,
    ts: at,
  }),
});

/**
 * The paths of a kit call: the web core of 4.8.6 says `/scene`, the vendor's newer pages and other cores say `/e`.
 * `area` is `apps` for the rooms' own server and `meeting` for the one above it.
 */
export const kitPaths = (area: 'apps' | 'meeting', ...calls: readonly string[]): string[] =>
  ['/scene', '/e'].flatMap((prefix) => calls.map((call) => `${prefix}/${area}/:appKey/${call}`));
