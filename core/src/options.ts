import type { InspectionEvent } from 'xstate';
import type { SessionPorts } from './binding.ts';
import { checkFunction, checkTime, fields, text, wrong } from './input.ts';
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

const both = ['status', 'initialize', 'login', 'logout', 'subscribe', 'close'];
const methods = { im: both, meeting: [...both, 'join', 'joinAnonymously', 'leave'] };
const optional = { directory: ['boundAccid'], clock: ['setTimeout', 'clearTimeout'] };

/** Throws when a port is missing or lacks a method, naming it. */
export function checkPorts(ports: SessionPorts): void {
  const known = { ...methods, ...optional };
  const given = fields(ports, 'ports', Object.keys(known));
  for (const [name, needed] of Object.entries(known)) {
    if (given[name] === undefined && name in optional) continue;
    const port = Object(given[name]) as Readonly<Record<string, unknown>>;
    for (const method of needed) checkFunction(port[method], `ports.${name}.${method}`);
  }
}

/** Throws when an option is unknown or makes no sense, naming it. */
export function checkOptions(options: SessionOptions): void {
  const given = fields(options, 'options', ['appKey', 'reuse', 'timeouts', 'inspect']);
  const { reuse = 'off', timeouts = {}, inspect = wrong } = given;
  text(given, 'appKey');
  if (!['required', 'off', 'auto'].includes(reuse as string)) throw wrong('reuse must be required, off or auto');
  checkFunction(inspect, 'inspect');
  const times = fields(timeouts, 'timeouts', ['command', 'step']);
  checkTime(times, 'command');
  checkTime(times, 'step');
}

/** The platform's timers. */
export const platformClock: Clock = {
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};
