import type { Mode } from '@partyline/core';
import type { App, ImRecord, KitLogin, Participant, Room } from './app.ts';
import type { ImLoginState } from './im-sdk.ts';

/** What the server made end, and how. */
export type Ended = 'expired' | 'signedOut' | 'removed';

/** A login of the fake kit: as a member, or as a guest for as long as the room lasts. */
export class KitLoginState implements KitLogin, Participant {
  readonly app: App;
  readonly userUuid: string | undefined;
  readonly mode: Mode;
  /** The IM login that the meeting rides on. */
  readonly im: ImLoginState;
  /** The IM account that a guest was given. */
  readonly guest: ImRecord | undefined;
  room: Room | undefined;
  readonly #onEnd: (login: KitLoginState, how: Ended, reason: string) => void;

  constructor(
    fields: Pick<KitLoginState, 'app' | 'userUuid' | 'mode' | 'im' | 'guest'>,
    onEnd: (login: KitLoginState, how: Ended, reason: string) => void,
  ) {
    this.app = fields.app;
    this.userUuid = fields.userUuid;
    this.mode = fields.mode;
    this.im = fields.im;
    this.guest = fields.guest;
    this.#onEnd = onEnd;
    this.app.kits.add(this);
  }

  enter(room: Room): void {
    this.room = room;
    room.people.add(this);
  }

  leaveRoom(): void {
    this.room?.people.delete(this);
    this.room = undefined;
  }

  /** Forgets the login on the server; the kit does the rest. */
  end(): void {
    this.leaveRoom();
    this.app.kits.delete(this);
    if (this.guest) this.app.removeGuest(this.guest);
  }

  expired(): void {
    this.#onEnd(this, 'expired', '');
  }

  signedOut(reason: string): void {
    this.#onEnd(this, 'signedOut', reason);
  }

  removed(reason: string): void {
    this.#onEnd(this, 'removed', reason);
  }
}
