import type { ImPort, KickReason } from '@partyline/core';
import { anId, aText, methods, type Shape, worldShape } from '../kit/shape.ts';
import type { World } from '../kit/trial.ts';

/** An IM account that the server knows. The kit spells ids in other cases too, so they need a letter in them. */
export interface ImTestAccount {
  readonly accid: string;
  readonly token: string;
}

/** What the outside world can be made to do to the IM. Each hook resolves when it is done, not when it is felt. */
export interface ImStage {
  /** The server ends the account's login, wherever it is, for this reason. Needed by `kick…`. */
  kick?(accid: string, reason: KickReason): Promise<void>;
  /** Cuts the connection and lets no new one through until `healLine()`. Needed by `line`. */
  dropLine?(): Promise<void>;
  /** Connections work again; the SDK comes back by itself. Needed by `line`. */
  healLine?(): Promise<void>;
  /** From now on the server knows the account by this token only; live lines stay. Needed by `changeToken`. */
  changeToken?(accid: string, token: string): Promise<void>;
  /** The server lets the account in no more; live lines stay. Needed by `disable`. */
  disable?(accid: string): Promise<void>;
  /** From now on logins are answered late: late enough to be aborted or closed before. Needed by `slow`. */
  slowDown?(): Promise<void>;
  /** Resolves when a login that was asked for after `slowDown()` is under way. Needed by `slow`. */
  arrived?(): Promise<void>;
  /** New logins are answered at once again. What is under way still ends late, before `settled()`. Needed by `slow`. */
  speedUp?(): Promise<void>;
  /** The host app logs in through its SDK directly, initialising it where that is missing. Needed by `host`. */
  hostLogin?(account: ImTestAccount): Promise<void>;
  /** The host app logs out through its SDK directly. Needed by `host`. */
  hostLogout?(): Promise<void>;
  /** Who the host app's SDK says is logged in. Needed by `host`. */
  hostAccount?(): Promise<string | undefined>;
  /** Whether the server has a live login of the account. Needed by `online`. */
  isOnline?(accid: string): Promise<boolean>;
}

/** A fresh IM port on a fresh SDK with a server that knows two accounts. Nobody is logged in. */
export interface ImWorld extends World<ImStage> {
  readonly port: ImPort;
  readonly accounts: { readonly alice: ImTestAccount; readonly bob: ImTestAccount };
}

export const imMethods = ['status', 'initialize', 'login', 'logout', 'subscribe', 'close'];

/** What a world must have before anything is said about its port. */
export const imShape: Shape = {
  ...worldShape,
  ...methods('port', imMethods),
  'accounts.alice.accid': anId,
  'accounts.alice.token': aText,
  'accounts.bob.accid': anId,
  'accounts.bob.token': aText,
};
