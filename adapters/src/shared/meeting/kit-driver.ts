import type { MeetingEvent, Mode, ReusePolicy, RoomRequest, SessionError } from '@partyline/core';
import type { ImEnding, ProxyNotice } from '../bridge/host-im.ts';
import type { Call } from '../calls.ts';
import type { KitErrors } from './kit-errors.ts';

/** What a kit is initialised for. */
export interface KitSetUp {
  readonly appKey: string;
  /** What `KitDriver.prepare` answered. */
  readonly prepared: object;
}

/** A stay in a room. */
export interface RoomVisit {
  readonly meetingNum: string;
  /** Leaves; what the server says about it is of no matter, the kit is out at once. */
  leave(): Promise<void>;
}

/** A guest in its room: its login is made and ended with it. */
export interface GuestVisit {
  readonly accid: string;
  readonly room: RoomVisit;
}

/** What happens to the host's IM, for the kit that rides on it. */
export type ImNews =
  | { readonly type: 'willReconnect' }
  | { readonly type: 'ended'; readonly how: ImEnding }
  | { readonly type: 'proxied'; readonly notice: ProxyNotice };

/** What a kit tells of itself. */
export interface KitListener {
  /** The login ended, asked for or not. */
  ended(event: MeetingEvent): void;
}

/**
 * One vendor's meeting kit. A kit can't take a call back and throws its IM away after a terminal disconnect, so a login
 * always starts on a kit that is fit for it: `ready()` sets one that was abandoned up anew.
 */
export interface KitDriver {
  /** The adapter's factory, for messages. */
  readonly name: string;
  readonly errors: KitErrors;
  /** What the kit is set up for, while it is fit for use. */
  readonly mode: Mode | undefined;
  /** Resolves once a kit that was let go is gone: until then it looks like one that somebody else has set up. */
  free(call: Call): Promise<void>;
  /** Why the kit can't be set up under a reuse policy. */
  misfit(reuse: ReusePolicy): SessionError | undefined;
  /** Finds out what setting up needs, over the network where that is needed. */
  prepare(appKey: string, call: Call): Promise<object>;
  /** Makes the kit fit for a mode, once one that was let go is gone. */
  ready(mode: Mode, setUp: KitSetUp, call: Call): Promise<void>;
  /** Logs in; answers the id of the IM account that the kit is on. A login that fails leaves a kit to abandon. */
  login(userUuid: string, token: string): Promise<string>;
  /** Logs out. The kit stays fit for the next login, unless it doesn't answer: then it is let go. */
  logout(): Promise<void>;
  /** Lets the kit go, whether it answers or not, with whatever login it has or is still to have: the next one starts afresh. */
  abandon(): Promise<void>;
  /** Enters a room as the member who is logged in; a call that ends before the kit is in leaves as soon as it is. */
  enter(request: RoomRequest, call: Call, onEnded: (reason: string) => void): Promise<RoomVisit>;
  /** Makes a guest up and enters a room as it. What fails leaves a kit to abandon. */
  enterAsGuest(
    request: RoomRequest,
    setUp: KitSetUp,
    call: Call,
    onEnded: (reason: string) => void,
  ): Promise<GuestVisit>;
  /** Tells a kit that reuses the host's IM what happens to it. */
  forward(news: ImNews): void;
}
