import { redact } from '../cloud/index.ts';
import type { Property, WireValue } from './wire/index.ts';

/** Tags under which the login carries its token and its third-party extension. */
const secretTags = new Set([116, 1000]);

/** A body as the event stream shows it: tagged fields as objects, secrets redacted. */
export const shownBody = (body: readonly WireValue[]): unknown[] => body.map(shown);

function shown(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && 'get' in value) {
    const fields = [...(value as Property)].map(([tag, text]) => [tag, secretTags.has(tag) ? '***' : redact(text)]);
    return Object.fromEntries(fields);
  }
  return Array.isArray(value) ? value.map(shown) : redact(value);
}
