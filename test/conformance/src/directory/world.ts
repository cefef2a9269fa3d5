import type { DirectoryPort } from '@partyline/core';
import { anId, methods, type Shape, texts, worldShape } from '../kit/shape.ts';
import type { World } from '../kit/trial.ts';

/** What the outside world can be made to do to the directory. Each hook resolves when it is done. */
export interface DirectoryStage {
  /** From now on look-ups are answered late: late enough to be aborted before. Needed by `slow`. */
  slowDown?(): Promise<void>;
  /** Resolves when a look-up that was made after `slowDown()` is under way. Needed by `slow`. */
  arrived?(): Promise<void>;
  /** The directory can't be reached any more. Needed by `unreachable`. */
  cutOff?(): Promise<void>;
}

/** A fresh directory that knows one binding. */
export interface DirectoryWorld extends World<DirectoryStage> {
  readonly port: DirectoryPort;
  readonly bound: { readonly userUuid: string; readonly accid: string };
  /** What the directory logs in with itself, if anything; must not show in an error. Needed by `secrets`. */
  readonly secrets?: readonly string[];
}

/** What a world must have before anything is said about its port. */
export const directoryShape: Shape = {
  ...worldShape,
  ...methods('port', ['boundAccid']),
  'bound.userUuid': anId,
  'bound.accid': anId,
  secrets: texts,
};
