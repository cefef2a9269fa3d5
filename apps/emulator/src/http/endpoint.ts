import type { z } from 'zod';
import type { RawCall } from './dialect.ts';
import { Refusal } from './refusal.ts';

/** A call that was let in and whose body is what the endpoint's schema says. */
export interface Call<Body> extends RawCall {
  readonly appKey: string;
  readonly body: Body;
}

/** One call of a vendor API. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Hono path patterns; more than one where the real software uses more than one. */
  readonly paths: readonly string[];
  /** Validates the body and does the work; answers the data of the answer, or throws a `Refusal`. */
  run(call: Call<unknown>): unknown;
}

/** Declares an endpoint whose body is checked by `schema` before `handle` sees it. */
export function endpoint<Schema extends z.ZodType>(
  method: Endpoint['method'],
  paths: readonly string[],
  schema: Schema,
  handle: (call: Call<z.output<Schema>>) => unknown,
): Endpoint {
  return { method, paths, run: (call) => handle({ ...call, body: validate(schema, call.body ?? {}) }) };
}

/** Parses a value by a schema; the refusal names the fields and what was wanted, never what was sent. */
export function validate<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Refusal('bodyInvalid', reasonsOf(result.error));
}

/** The fields that are wrong and what was wanted; never a value, which may be a secret. */
export function reasonsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`)).join('; ');
}

/** One parameter of the path. The router guarantees it; the check is for the reader of a typing mistake. */
export function param(call: RawCall, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`the path of this endpoint has no :${name}`);
  return value;
}
