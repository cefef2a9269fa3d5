import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Surroundings } from '../http/dialect.ts';
import { mount, refuse } from '../http/mount.ts';
import { openControlChannel } from './control-channel.ts';
import { kitDialect, kitPaths } from './dialect.ts';
import { loginEndpoints } from './login.ts';
import { roomChanges } from './room-changes.ts';
import { roomEndpoints } from './room-endpoints.ts';
import { Rooms } from './rooms.ts';

/** Calls that need a media server. */
const media = ['v1/rooms/:roomUuid/members/joinRtc', 'v1/rooms/:roomUuid/members/leaveRtc', 'v2/rtc-tokens'];
const streams = 'v1/rooms/:roomUuid/members/:userUuid/streams/:streamKey';

/** The kit service: what the vendor's web meeting core calls, on any page's behalf. */
export function kitRoutes(around: Surroundings): Hono {
  const app = new Hono();
  const { cloud } = around;
  const dialect = kitDialect(cloud);
  const rooms = new Rooms(cloud);
  openControlChannel(cloud, rooms);
  const everything = ['/scene/apps/*', '/e/apps/*', '/scene/meeting/*', '/e/meeting/*'];
  for (const path of everything) app.use(path, cors({ origin: (origin) => origin, credentials: true, maxAge: 600 }));
  for (const path of kitPaths('apps', ...media, streams)) refuse(app, dialect, path, 'mediaUnsupported', around);
  mount(app, dialect, [...loginEndpoints(cloud), ...roomEndpoints(cloud, rooms), ...roomChanges(cloud, rooms)], around);
  for (const path of everything) refuse(app, dialect, path, 'pathUnknown', around);
  return app;
}
