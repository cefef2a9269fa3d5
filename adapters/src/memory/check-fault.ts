import { SessionError } from '@partyline/core';
import type { Fault, Method } from './faults.ts';

/** Every method that a fault can strike; the compiler holds it to `Method`. */
const methods: { readonly [M in Method]: true } = {
  'im.initialize': true,
  'im.login': true,
  'im.logout': true,
  'im.subscribe': true,
  'im.close': true,
  'meeting.initialize': true,
  'meeting.login': true,
  'meeting.logout': true,
  'meeting.join': true,
  'meeting.joinAnonymously': true,
  'meeting.leave': true,
  'meeting.subscribe': true,
  'meeting.close': true,
  'directory.boundAccid': true,
  'accounts.createImAccount': true,
  'accounts.createMeetingAccount': true,
  'accounts.refreshImToken': true,
  'accounts.refreshMeetingToken': true,
  'accounts.setImAccountEnabled': true,
  'accounts.kick': true,
  'accounts.boundAccid': true,
};

const isTime = (value: unknown) => typeof value === 'number' && value >= 0 && Number.isFinite(value);
const isFlag = (value: unknown) => typeof value === 'boolean';
const isAnything = () => true;
const time = [isTime, 'a number of milliseconds from 0'] as const;
const flag = [isFlag, 'true or false'] as const;
const anything = [isAnything, 'anything'] as const;

const fields: { readonly [F in keyof Required<Fault>]: readonly [(value: unknown) => boolean, string] } = {
  delay: time,
  answerDelay: time,
  never: flag,
  kind: [(value) => typeof value === 'string' && value !== '', 'a kind of SessionError'],
  reject: anything,
  throws: anything,
  lands: flag,
  twice: flag,
  ignoreAbort: flag,
};

/** Throws unless this is a method that a fault can strike. */
export function checkMethod(method: string): void {
  if (!Object.hasOwn(methods, method)) {
    throw wrong(`no port method is called "${method}"; there are ${Object.keys(methods).join(', ')}`);
  }
}

/** Throws unless this says how a call of `method` goes wrong. */
export function checkFault(method: string, fault: Fault): void {
  if (typeof fault !== 'object' || fault === null) throw wrong(`what goes wrong with ${method} must be an object`);
  for (const [name, value] of Object.entries(fault)) {
    if (!isField(name)) throw wrong(`no fault has a "${name}"; there are ${Object.keys(fields).join(', ')}`);
    const [fits, meant] = fields[name];
    if (value !== undefined && !fits(value)) throw wrong(`a fault's ${name} must be ${meant}`);
  }
  // Who subscribes is answered at once: there is nothing else that could go wrong.
  if (method.endsWith('.subscribe') && !('throws' in fault)) throw wrong(`${method} can only go wrong by \`throws\``);
}

/** The function that it must be. */
export function aFunction<F>(status: F): F {
  if (typeof status !== 'function') throw wrong('a lie about status() must be a function that tells it');
  return status;
}

const isField = (name: string): name is keyof Fault => Object.hasOwn(fields, name);

const wrong = (message: string) => new SessionError('invalidInput', { message: `faults: ${message}` });
