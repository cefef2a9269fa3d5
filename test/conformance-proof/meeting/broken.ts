import type { MemoryCloud } from '@partyline/adapters/memory';
import type { MeetingWorld } from '@partyline/conformance';
import { type MeetingLogin, type MeetingPort, type MeetingStatus, Secret } from '@partyline/core';
import { breaking } from '../break.ts';

export type MemoryMeetingWorld = MeetingWorld & { readonly cloud: MemoryCloud };

export const meeting = breaking<MeetingPort, MemoryMeetingWorld>();

export const calm = () => new AbortController().signal;

export const ready = { phase: 'ready' } as const;

export const member = { phase: 'loggedIn', userUuid: 'ann', anonymous: false } as const;

export const inRoom = { ...member, meetingNum: '100' } as const;

/** An IM login that nobody knows of: another device has the account. */
export const ghost = ({ cloud, members }: MemoryMeetingWorld) => cloud.device().host.login(members.ann.im);

const blinks = new WeakMap<MemoryMeetingWorld, Promise<void>>();

/** The IM login that a meeting rides on ends and begins, once in a world. */
export function blink(world: MemoryMeetingWorld): Promise<void> {
  const before = blinks.get(world);
  if (before || world.im.status().phase !== 'loggedIn') return before ?? Promise.resolve();
  const { accid, token } = world.members.ann.im;
  const now = world.im.logout().then(() => world.im.login({ accid, token: new Secret(token) }, calm()));
  blinks.set(world, now);
  return now;
}

/** The fixed token of a login; the kit uses a provider only where a sentence is about providers. */
export function fixed({ token }: MeetingLogin): Secret {
  if (typeof token === 'function') throw new Error('this login has a provider');
  return token;
}

type Method = 'initialize' | 'login' | 'logout' | 'join' | 'joinAnonymously' | 'leave' | 'close';

/** After a call of `method`, `status()` says once more what `old` makes of the status before the call. */
export function lagging(
  method: Method,
  old: (before: MeetingStatus, now: MeetingStatus, first: boolean) => MeetingStatus | undefined,
) {
  return meeting((real) => {
    let lie: MeetingStatus | undefined;
    let times = 0;
    const after = async <T>(name: Method, call: () => Promise<T>): Promise<T> => {
      lie = undefined;
      const before = real.status();
      const answer = await call();
      if (name === method) lie = old(before, real.status(), times++ === 0);
      return answer;
    };
    return {
      status: () => {
        const status = lie ?? real.status();
        lie = undefined;
        return status;
      },
      initialize: (request, signal) => after('initialize', () => real.initialize(request, signal)),
      login: (account, mode, signal) => after('login', () => real.login(account, mode, signal)),
      logout: () => after('logout', () => real.logout()),
      join: (request, signal) => after('join', () => real.join(request, signal)),
      joinAnonymously: (request, signal) => after('joinAnonymously', () => real.joinAnonymously(request, signal)),
      leave: () => after('leave', () => real.leave()),
      close: () => after('close', () => real.close()),
    };
  });
}
