import { neroomPort } from '@partyline/adapters/neroom';
import { type MeetingPort, Secret } from '@partyline/core';
import { standInWorld } from '../nemeeting/world.ts';
import { StandInCore } from '../neroom/stand-in-core.ts';

/** A stand-in kit behind its port, and the objects on which its calls are. */
export interface Stand {
  readonly port: MeetingPort;
  readonly kit: { isInitialized: boolean };
  readonly appKey: string;
  readonly member: { readonly userUuid: string; readonly token: string };
  parts(): readonly object[];
}

export function neroom(): Stand {
  const kit = new StandInCore();
  const parts = () => [kit, kit.authService, kit.roomService, kit.room];
  return { kit, port: neroomPort({ kit }), appKey: 'app', member: { userUuid: 'ann', token: 'ann-token' }, parts };
}

export function nemeeting(): Stand {
  const { kit, port, appKey, members } = standInWorld();
  const parts = () => [kit, kit.getAccountService(), kit.getMeetingService()].filter((part) => part !== undefined);
  return { kit, port, appKey, member: members.ann, parts };
}

/** What a stand-in's call did. */
type Did = () => Promise<unknown>;

/** Puts something else in the place of a kit's call; answers how to take it back. */
export function put(stand: Pick<Stand, 'parts'>, call: string, act: (did: Did) => unknown): () => void {
  const part = stand.parts().find((candidate) => Reflect.has(candidate, call));
  const before: unknown = part && Reflect.get(part, call);
  if (!part || typeof before !== 'function') throw new Error(`the kit has no ${call}`);
  Reflect.set(part, call, (...given: unknown[]) => act(async () => Reflect.apply(before, part, given)));
  return () => Reflect.set(part, call, before);
}

export const calm = (): AbortSignal => new AbortController().signal;

export const setUp = ({ port, appKey }: Stand, signal = calm()) => port.initialize({ appKey, reuse: 'off' }, signal);

export const logIn = ({ port, member: { userUuid, token } }: Stand) =>
  port.login({ userUuid, token: new Secret(token) }, 'owned', calm());
