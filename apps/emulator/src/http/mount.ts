import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import { CloudError, redact } from '../cloud/index.ts';
import { type Answer, refusalOf } from './answer.ts';
import { readBody } from './body.ts';
import type { Dialect, RawCall, Surroundings } from './dialect.ts';
import type { Endpoint } from './endpoint.ts';
import { accountOf, rawCall } from './raw-call.ts';
import { type Problem, Refusal } from './refusal.ts';
import { nodeResponse, strike } from './strike.ts';
import { suffer } from './suffer.ts';

/** Mounts a dialect's endpoints; a known path with another method is answered in the dialect, too. */
export function mount(app: Hono, dialect: Dialect, endpoints: readonly Endpoint[], around: Surroundings): void {
  for (const endpoint of endpoints) {
    for (const path of endpoint.paths) {
      app.on(endpoint.method, path, (context) => serve(context, dialect, endpoint, around));
    }
  }
  for (const path of new Set(endpoints.flatMap(({ paths }) => paths))) {
    refuse(app, dialect, path, 'methodUnknown', around);
  }
}

/** Answers a path pattern with one refusal whatever is asked. */
export function refuse(app: Hono, dialect: Dialect, path: string, problem: Problem, around: Surroundings): void {
  const endpoint = {
    // Nothing is behind this door, so nobody need show who they are.
    open: true,
    run: (call: RawCall) => {
      const what = `${call.method} ${call.path}`;
      if (problem === 'methodUnknown') throw new Refusal(problem, `${what}: this path has another method`);
      if (problem === 'mediaUnsupported') throw new Refusal(problem, `${what}: the emulator carries no media`);
      throw new Refusal(problem, `${what}: the emulator has no such call`);
    },
  };
  app.all(path, (context) => serve(context, dialect, endpoint, around));
}

async function serve(
  context: Context,
  dialect: Dialect,
  endpoint: Pick<Endpoint, 'run'> & { readonly open?: boolean },
  { cloud, clock }: Surroundings,
): Promise<Response> {
  const startedAt = clock.now();
  const outgoing = nodeResponse(context);
  let call = rawCall(context);
  let outcome: Answer;
  try {
    call = { ...call, body: await readBody(context.req.raw, dialect.media) };
    const aftermath = await suffer(strike(cloud, dialect.service, call, accountOf(call)), clock, outgoing);
    if (aftermath === 'gone') return RESPONSE_ALREADY_SENT;
    if (typeof aftermath === 'object') {
      outcome = { status: 200, code: aftermath.code, message: 'a fault of the emulator', data: undefined };
    } else {
      const authentic = { ...call, appKey: endpoint.open ? '' : dialect.authenticate(call) };
      if (aftermath === 'twice') await attempt(() => endpoint.run(authentic));
      outcome = { status: 200, code: dialect.ok, message: 'success', data: await endpoint.run(authentic) };
    }
  } catch (error) {
    outcome = refusalOf(error, dialect.codes);
  }
  const at = clock.now();
  const body = dialect.render({ ...outcome, requestId: `partyline-${cloud.nextId()}`, at, cost: at - startedAt });
  if (cloud.events.listening) {
    const account = accountOf(call);
    cloud.events.emit({
      type: 'http',
      service: dialect.service,
      method: call.method,
      path: call.path,
      status: outcome.status,
      code: outcome.code,
      ...(account === undefined ? {} : { account }),
      ...(call.body === undefined ? {} : { request: redact(call.body) }),
      response: redact(body),
    });
  }
  return context.json(body, outcome.status);
}

/** Runs the first of two handlings: what it answers or throws is lost, as with a request a proxy sent twice. */
async function attempt(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof CloudError)) throw error;
  }
}
