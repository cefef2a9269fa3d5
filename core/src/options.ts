import type { InspectionEvent } from 'xstate';
import type { SessionPorts } from './binding.ts';
import { SessionError } from './errors.ts';
import { checkTime, onlyKeys } from './input.ts';
import type { Clock } from './ports/clock.ts';
import type { ReusePolicy } from './rules.ts';

export interface SessionOptions {
  /** The vendor's app key; IM and meeting share it. */
  readonly appKey: string;
  /** The vendor's switch; `required` without it. */
  readonly reuse?: ReusePolicy;
  /** Milliseconds. `command`: a whole command (30 000). `step`: one step of a teardown or an undo (5 000). */
  readonly timeouts?: { readonly command?: number; readonly step?: number };
  /** Hears every inspection event of the machine; tokens in them are sealed. */
  readonly inspect?: (event: InspectionEvent) => void;
}

const wrong = (message: string) => new SessionError('invalidInput', { message });

const wanted = {
  im: ['status', 'initialize', 'login', 'logout', 'subscribe', 'close'],
  meeting: ['status', 'initialize', 'login', 'logout', 'join', 'joinAnonymously', 'leave', 'subscribe', 'close'],
  directory: ['boundAccid'],
  clock: ['setTimeout', 'clearTimeout'],
} as const;

/** Throws when a port is missing or lacks a method, naming it. */
export function checkPorts(ports: SessionPorts): void {
  onlyKeys(ports, 'ports', Object.keys(wanted));
  for (const name of ['im', 'meeting', 'directory', 'clock'] as const) {
    const port: unknown = ports[name];
    if (port === undefined && (name === 'directory' || name === 'clock')) continue;
    for (const method of wanted[name]) {
      const found: unknown = (port as Record<string, unknown> | null | undefined)?.[method];
      if (typeof found !== 'function') throw wrong(`ports.${name}.${method} must be a function`);
    }
  }
}

/** Throws when an option is unknown or makes no sense, naming it. */
export function checkOptions(options: SessionOptions): void {
  onlyKeys(options, 'the session options', ['appKey', 'reuse', 'timeouts', 'inspect']);
  const { appKey, reuse, timeouts, inspect } = options;
  if (typeof appKey !== 'string' || appKey.trim() === '') throw wrong('appKey must be a non-empty string');
  if (reuse !== undefined && !['required', 'off', 'auto'].includes(reuse)) {
    throw wrong('reuse must be required, off or auto');
  }
  if (inspect !== undefined && typeof inspect !== 'function') throw wrong('inspect must be a function');
  if (timeouts === undefined) return;
  onlyKeys(timeouts, 'timeouts', ['command', 'step']);
  if (timeouts.command !== undefined) checkTime(timeouts.command, 'timeouts.command');
  if (timeouts.step !== undefined) checkTime(timeouts.step, 'timeouts.step');
}

/** The platform's timers. */
export const platformClock: Clock = {
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};
