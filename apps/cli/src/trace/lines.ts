import type { SessionError, SessionEvent } from '@partyline/core';
import type { Paint } from '../print/paint.ts';
import type { TraceRecord } from './record.ts';

/** An error in a few words: its kind, and the vendor's number where it has one. */
export function errorText({ kind, code, vendor }: SessionError): string {
  const number = code ?? vendor?.code;
  return number === undefined ? kind : `${kind} ${number}`;
}

/** How a command ended. */
export function settledLine(record: Extract<TraceRecord, { type: 'settled' }>, paint: Paint): string {
  const { command, error, outcome } = record;
  if (outcome === 'resolved') return `${paint.green('✓')} ${command}`;
  return `${paint.red('✗')} ${command} ${paint.yellow(error ? errorText(error) : outcome)}`;
}

/** An event of the session with what belongs to it. */
export function eventLine(event: SessionEvent, paint: Paint): string {
  const name = paint.magenta(`⚑ ${event.type}`);
  switch (event.type) {
    case 'kicked':
    case 'roomLeft':
      return `${name} ${event.reason}`;
    case 'refused':
      return `${name} ${event.command} ${paint.yellow(errorText(event.error))}`;
    case 'stepFailed':
      return `${name} ${event.step} ${paint.yellow(errorText(event.error))}`;
    case 'failed':
    case 'meetingLost':
      return `${name} ${paint.yellow(errorText(event.error))}`;
    default:
      return name;
  }
}
