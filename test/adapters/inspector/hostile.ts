// Ports over a fake cloud that now and then leak a secret in every way that an SDK has.
import type { MemoryCloud } from '@partyline/adapters/memory';
import { type ImEvent, type MeetingEvent, SessionError, type SessionPorts } from '@partyline/core';

/** Whatever an SDK may throw, or hand over, with a secret in it. */
export const shapes: ReadonlyArray<(secret: string) => unknown> = [
  (s) => new Error(`login with ${s} failed`),
  (s) => s,
  (s) => ({ code: 500, request: { headers: [s, { authorization: `Bearer ${s}` }] } }),
  (s) => new Error('outer', { cause: new Error('inner', { cause: { token: s } }) }),
  (s) => Object.assign(new Error('with fields'), { config: { token: s }, name: s, stack: `at ${s}` }),
  (s) => new AggregateError([new Error(s)], s),
  (s) => new SessionError('network', { message: s, cause: s, vendor: { name: s, surface: s, version: s, code: s } }),
  (s) => Object.assign(new SessionError('badCredentials', { message: s }), { accid: s, command: s, reason: s }),
  (s) => ({
    get kind() {
      throw new Error(s);
    },
    error: new Error(s),
  }),
];

/** What a port may report with a secret in it. */
export const reports: ReadonlyArray<readonly ['im' | 'meeting', (secret: string, thrown: unknown) => unknown]> = [
  ['im', (s, error) => ({ type: 'credentialsRefused', error, token: s })],
  ['im', (s) => ({ type: 'kicked', reason: s })],
  ['im', (s) => ({ type: 'lineDown', cause: s })],
  ['im', (s) => ({ type: s })],
  ['meeting', (s) => ({ type: 'signedOut', reason: s })],
  ['meeting', (s, error) => ({ type: 'credentialsExpired', error, token: s })],
  ['meeting', (s) => ({ type: 'roomLeft', reason: s })],
];

/** One call's fate: done as asked, or thrown in the shape of that number. */
export type Fate = number | null;

/** The cloud's ports; `fates` are used up by the calls one after the other, `report` makes a port say something. */
export function hostile({ ports }: MemoryCloud, fates: readonly Fate[], secret: string) {
  let calls = 0;
  const listeners = { im: new Set<(event: ImEvent) => void>(), meeting: new Set<(event: MeetingEvent) => void>() };
  const leaky = <P extends object>(port: P, kept: Set<unknown> | null): P =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function' || name === 'status') return method;
        if (name === 'subscribe' && kept) {
          return (listener: unknown) => {
            kept.add(listener);
            const off: unknown = method.call(target, listener);
            return () => {
              kept.delete(listener);
              if (typeof off === 'function') off();
            };
          };
        }
        return async (...args: unknown[]) => {
          calls += 1;
          const fate = fates[calls % Math.max(fates.length, 1)];
          if (typeof fate === 'number') throw shapes[fate]?.(secret);
          return method.apply(target, args);
        };
      },
    });
  const leaking: SessionPorts = {
    im: leaky(ports.im, listeners.im),
    meeting: leaky(ports.meeting, listeners.meeting),
    ...(ports.directory && { directory: leaky(ports.directory, null) }),
  };
  const report = (which: number, shape: number) => {
    const [port, event] = reports[which] ?? [];
    const said = event?.(secret, shapes[shape]?.(secret));
    // A port that breaks its contract is just what this is about.
    for (const listener of port ? listeners[port] : []) (listener as (said: unknown) => void)(said);
  };
  return { ports: leaking, report };
}
