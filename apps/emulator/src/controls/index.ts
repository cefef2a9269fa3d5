import { type Context, Hono } from 'hono';
import { type Cloud, CloudError, redact } from '../cloud/index.ts';
import { MAX_BODY_BYTES, parseJson, readText } from '../http/body.ts';
import { validate } from '../http/endpoint.ts';
import { Refusal } from '../http/refusal.ts';
import { thisMachineOnly } from './guard.ts';
import * as schemas from './schemas.ts';
import { eventStream } from './stream.ts';

const BASE = '/__emulator';

/** A whole state may be as large as this, in bytes: what was exported has to be taken back, and it is this machine that asks. */
const MAX_STATE_BYTES = 64 * 1024 * 1024;

/** Every control, as it is printed when somebody asks for one that does not exist. */
export const controlList = [
  'GET /__emulator/state',
  'PUT /__emulator/state',
  'DELETE /__emulator/state',
  'POST /__emulator/apps',
  'POST /__emulator/im-accounts',
  'POST /__emulator/meeting-accounts',
  'POST /__emulator/tokens',
  'POST /__emulator/kick',
  'POST /__emulator/line',
  'POST /__emulator/faults',
  'DELETE /__emulator/faults',
  'GET /__emulator/events',
] as const;

/** The controls over HTTP: the same functions as the methods of `Emulator`. */
export function controlRoutes(cloud: Cloud): Hono {
  const app = new Hono();
  app.use(`${BASE}/*`, thisMachineOnly);

  app.get(`${BASE}/state`, (context) => context.json(cloud.exportState()));
  control(app, cloud, 'PUT', 'state', (body) => {
    cloud.importState(validate(schemas.state, body));
    return cloud.exportState();
  });
  control(app, cloud, 'DELETE', 'state', () => {
    cloud.reset();
    return cloud.exportState();
  });
  control(app, cloud, 'POST', 'apps', (body) => cloud.setApp(validate(schemas.app, body)));
  control(app, cloud, 'POST', 'im-accounts', (body) => cloud.addImAccount(validate(schemas.imAccount, body)));
  control(app, cloud, 'POST', 'meeting-accounts', (body) =>
    cloud.addMeetingAccount(validate(schemas.meetingAccount, body)),
  );
  control(app, cloud, 'POST', 'tokens', (body) => {
    cloud.changeToken(validate(schemas.tokenChange, body));
    return { changed: true };
  });
  control(app, cloud, 'POST', 'kick', (body) => ({ kicked: cloud.kick(validate(schemas.kick, body)) }));
  control(app, cloud, 'POST', 'line', (body) => ({ lines: cloud.line(validate(schemas.line, body)) }));
  control(app, cloud, 'POST', 'faults', (body) => {
    cloud.addFault(validate(schemas.fault, body));
    return { faults: cloud.faults.list() };
  });
  control(app, cloud, 'DELETE', 'faults', () => {
    cloud.clearFaults();
    return { faults: [] };
  });
  app.get(`${BASE}/events`, (context) => eventStream(cloud, context.req.raw.signal));

  app.all(`${BASE}/*`, (context) => {
    const message = `there is no control ${context.req.method} ${context.req.path}`;
    return context.json({ error: { code: 'CONTROL_UNKNOWN', message }, controls: controlList }, 404);
  });
  return app;
}

function control(
  app: Hono,
  cloud: Cloud,
  method: 'PUT' | 'POST' | 'DELETE',
  name: string,
  act: (body: unknown) => object,
): void {
  app.on(method, `${BASE}/${name}`, async (context) => {
    try {
      // Any content type will do: `curl -d` sends a form's. A foreign page cannot get here, whatever it sends.
      const most = name === 'state' ? MAX_STATE_BYTES : MAX_BODY_BYTES;
      const body = method === 'DELETE' ? undefined : parseJson(await readText(context.req.raw, most));
      const answer = act(body);
      if (cloud.events.listening) {
        cloud.events.emit({ type: 'control', control: `${method} ${name}`, detail: shown(body) });
      }
      return context.json(answer);
    } catch (error) {
      return refused(context, error);
    }
  });
}

/** What the event stream shows of a body: of a whole state only how much it is, since that may be megabytes. */
function shown(body: unknown): unknown {
  const state = schemas.state.safeParse(body);
  if (!state.success) return redact(body);
  return Object.fromEntries(Object.entries(state.data).map(([name, list]) => [name, list.length]));
}

const statuses = { INVALID: 400, APP_UNKNOWN: 404, ACCOUNT_UNKNOWN: 404, ACCOUNT_EXISTS: 409 } as const;

function refused(context: Context, error: unknown): Response {
  if (error instanceof CloudError) {
    return context.json({ error: { code: error.code, message: error.message } }, statuses[error.code]);
  }
  if (error instanceof Refusal) return context.json({ error: { code: 'INVALID', message: error.message } }, 400);
  throw error;
}
