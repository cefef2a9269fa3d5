import { isSessionError } from '@partyline/core';
import type { TraceRecord } from './record.ts';

/** An error as plain data. Its cause stays out: it is for a debugger, not for a log. */
function plain(_key: string, value: unknown): unknown {
  if (!isSessionError(value)) return value;
  const { kind, code, message, retryable, command, vendor } = value;
  return { kind, code, message, retryable, command, vendor };
}

/** One record as one line of JSON. */
export function jsonLine(record: TraceRecord): string {
  return `${JSON.stringify(record, plain)}\n`;
}
