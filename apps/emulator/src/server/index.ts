import { Hono } from 'hono';
import type { Surroundings } from '../http/dialect.ts';
import { mount, refuse } from '../http/mount.ts';
import { Gate } from './gate.ts';
import { imV1, imV1Dialect } from './im-v1.ts';
import { imV2, imV2Dialect } from './im-v2.ts';
import { meeting, meetingDialect } from './meeting.ts';
import { meeting2020, meeting2020Dialect } from './meeting-2020.ts';
import { neroom, neroomDialect } from './neroom.ts';
import type { RateLimitOptions } from './rate-limit.ts';
import { sampleApps } from './sample-apps.ts';

export { type RateLimitOptions, REAL_RATE_LIMIT } from './rate-limit.ts';
export { checkSum, signedHeaders } from './signature.ts';

/** The vendor's server API, every generation of it, behind one gate. */
export function serverRoutes(around: Surroundings, rateLimit?: RateLimitOptions): Hono {
  const app = new Hono();
  const { cloud } = around;
  const gate = new Gate(around, rateLimit);
  const services = [
    [imV1Dialect(gate), imV1(cloud), ['/nimserver/*']],
    [imV2Dialect(gate), imV2(cloud), ['/im/v2/*']],
    [meetingDialect(gate), meeting(cloud), ['/e/meeting/api/*', '/scene/meeting/api/*']],
    [meetingDialect(gate), sampleApps(cloud), []],
    [neroomDialect(gate), neroom(cloud), ['/neroom/*']],
    [meeting2020Dialect(gate), meeting2020(cloud), ['/v1/account/*']],
  ] as const;
  for (const [dialect, endpoints, rest] of services) {
    mount(app, dialect, endpoints, around);
    for (const path of rest) refuse(app, dialect, path, 'pathUnknown', around);
  }
  return app;
}
