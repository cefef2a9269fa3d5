import { must, mustEqual } from '../kit/broken.ts';
import { slowly } from '../kit/slowly.ts';
import type { Sentence } from '../kit/suite.ts';
import { aborted, calm, sameId, Trial } from '../kit/trial.ts';
import { WorldError } from '../kit/world-error.ts';
import type { DirectoryCapability } from './capabilities.ts';
import type { DirectoryStage, DirectoryWorld } from './world.ts';

/** A sentence about a `DirectoryPort` being checked. */
export class DirectoryTrial extends Trial<DirectoryStage, DirectoryWorld, DirectoryCapability> {
  look(userUuid = this.world.bound.userUuid, signal = calm()): Promise<string | undefined> {
    return this.world.port.boundAccid(userUuid, signal);
  }

  /** What to look for; where there is nothing, nothing could be found. */
  get secrets(): readonly string[] {
    const { secrets = [] } = this.world;
    if (secrets.length > 0) return secrets;
    throw new WorldError(
      "the world's secrets are missing: list what the directory logs in with, or switch off `secrets`",
    );
  }

  mustBeBound(accid: string | undefined): void {
    const expected = this.world.bound.accid;
    must(accid !== undefined && sameId(accid, expected), `the answer is ${expected}`, accid);
  }
}

export type DirectorySentence = Sentence<DirectoryTrial, DirectoryCapability>;

/** Every sentence of the `DirectoryPort` contract. */
export const directorySentences: readonly DirectorySentence[] = [
  {
    id: 'directory/bound',
    says: 'boundAccid() answers with the IM account that the meeting account is bound to',
    async check(t) {
      t.mustBeBound(await t.answered(t.look(), 'boundAccid()'));
    },
  },
  {
    id: 'directory/id-case',
    says: 'ids are compared case-insensitively',
    async check(t) {
      t.mustBeBound(await t.answered(t.look(t.world.bound.userUuid.toUpperCase()), 'boundAccid() in upper case'));
    },
  },
  {
    id: 'directory/unknown',
    says: 'boundAccid() of a userUuid that the directory does not know answers undefined, and does not reject',
    async check(t) {
      const answer = await t.answered(t.look(`${t.world.bound.userUuid}nobody`), 'boundAccid()');
      mustEqual(answer, undefined, 'the answer');
    },
  },
  {
    id: 'directory/concurrent',
    says: 'look-ups at the same time are each answered for their own userUuid',
    async check(t) {
      const [known, unknown, again] = await Promise.all([
        t.answered(t.look(), 'the first'),
        t.answered(t.look(`${t.world.bound.userUuid}nobody`), 'the second'),
        t.answered(t.look(), 'the third'),
      ]);
      t.mustBeBound(known);
      mustEqual(unknown, undefined, 'the answer for somebody unknown');
      t.mustBeBound(again);
    },
  },
  {
    id: 'directory/aborted-before',
    says: 'boundAccid() with a signal that is aborted already rejects with aborted',
    needs: ['abort'],
    async check(t) {
      await t.refused(t.look(undefined, aborted()), 'boundAccid()', 'aborted');
    },
  },
  {
    id: 'directory/aborted-during',
    says: 'boundAccid() that is aborted before it was answered rejects with aborted',
    needs: ['abort', 'slow'],
    async check(t) {
      const caller = new AbortController();
      const { call } = await slowly(t, 'boundAccid()', () => t.look(undefined, caller.signal));
      caller.abort(new Error('the caller changed its mind'));
      await t.refused(call, 'boundAccid()', 'aborted');
    },
  },
  {
    id: 'directory/unreachable',
    says: 'boundAccid() of a directory that can not be reached rejects with network or timeout: it never says undefined',
    needs: ['unreachable'],
    async check(t) {
      await t.hook('cutOff')();
      await t.refused(t.look(), 'boundAccid()', 'network', 'timeout');
    },
  },
  {
    id: 'directory/error-no-secret',
    says: 'nothing that the directory logs in with shows in an error',
    needs: ['secrets', 'unreachable'],
    async check(t) {
      await t.hook('cutOff')();
      t.mustNotLeak(await t.refused(t.look(), 'boundAccid()'), t.secrets);
    },
  },
];
