import type { ImPort, MeetingPort } from '@partyline/core';
import { type ImTestAccount, imMethods } from '../im/world.ts';
import { anId, anObject, aText, methods, type Shape, worldShape } from '../kit/shape.ts';
import type { World } from '../kit/trial.ts';

/** A meeting account that the server knows, and the IM account that it is bound to. */
export interface TestMember {
  readonly userUuid: string;
  readonly token: string;
  readonly im: ImTestAccount;
}

/** What the outside world can be made to do to the meeting. Each hook resolves when it is done, not when it is felt. */
export interface MeetingStage {
  /** From now on logins and joins are answered late: late enough to be aborted or closed before. Needed by `slow`. */
  slowDown?(): Promise<void>;
  /** Resolves when a call that was made after `slowDown()` is under way. Needed by `slow`. */
  arrived?(): Promise<void>;
  /** New calls are answered at once again. What is under way still ends late, before `settled()`. Needed by `slow`. */
  speedUp?(): Promise<void>;
  /** The server ends the member's meeting login; the token stays good. Needed by `endLogin`. */
  endLogin?(userUuid: string): Promise<void>;
  /** The member's meeting token expires: logins with it end, new ones are refused. Needed by `expireLogin`. */
  expireLogin?(userUuid: string): Promise<void>;
  /** The room ends for everybody. Needed by `endRoom`. */
  endRoom?(meetingNum: string): Promise<void>;
  /** Somebody puts the member out of the room. Needed by `removeFromRoom`. */
  removeFromRoom?(meetingNum: string, userUuid: string): Promise<void>;
  /** Nobody new gets into the room. Needed by `lockRoom`. */
  lockRoom?(meetingNum: string): Promise<void>;
  /** From now on the room wants this password. Needed by `protectRoom`. */
  protectRoom?(meetingNum: string, password: string): Promise<void>;
  /** The server kicks the IM account's login (reason `server`). Needed by `kickIm`. */
  kickIm?(accid: string): Promise<void>;
  /** Cuts the IM's connection and lets no new one through until `healLine()`. Needed by `line`. */
  dropLine?(): Promise<void>;
  /** Connections work again; the SDK comes back by itself. Needed by `line`. */
  healLine?(): Promise<void>;
  /** Whether the server has a live IM login of the account. Needed by `online`. */
  isOnline?(accid: string): Promise<boolean>;
}

/** A fresh meeting port beside a fresh IM port, a server with two members and an open room. Nobody is logged in. */
export interface MeetingWorld extends World<MeetingStage> {
  readonly port: MeetingPort;
  /** The IM that the meeting rides on under reuse. The kit brings it up and logs it in where a sentence wants that. */
  readonly im: ImPort;
  readonly members: { readonly ann: TestMember; readonly ben: TestMember };
  /** A room that is open to everybody, without a password. */
  readonly meetingNum: string;
}

const member = (name: string): Shape => ({
  [`members.${name}.userUuid`]: anId,
  [`members.${name}.token`]: aText,
  [`members.${name}.im.accid`]: anId,
  [`members.${name}.im.token`]: aText,
});

/** What a world must have before anything is said about its port. */
export const meetingShape: Shape = {
  ...worldShape,
  ...methods('port', [...imMethods, 'join', 'joinAnonymously', 'leave']),
  im: anObject,
  ...methods('im', imMethods),
  ...member('ann'),
  ...member('ben'),
  meetingNum: aText,
};
