import { explain, type Language } from '@partyline/core/explain';
import { createStage } from '../container.ts';
import { compare } from '../scenario/expect.ts';
import type { Stage } from '../stage/stage.ts';
import type { TraceRecord } from '../trace/record.ts';
import { populate } from './cast.ts';
import { type Beat, conflict, type Scene, shared } from './scenes.ts';
import type { Words } from './words/words.ts';

/** Whoever is told the story; the next thing happens when it has been told. */
type Audience = (records: readonly TraceRecord[]) => Promise<void>;

/** What the story is told with. */
export interface Telling {
  readonly lang: Language;
  readonly words: Words;
  readonly tell: Audience;
  readonly signal: AbortSignal;
}

/** One beat: it happens, and what came of it is compared with what the story says. */
async function perform(beat: Beat, stage: Stage, lang: Language): Promise<boolean> {
  const { calls, host } = stage.cloud;
  calls.clear();
  const call = 'order' in beat ? await stage.command(beat.order) : undefined;
  if ('deed' in beat) await stage.outside(beat.deed, beat.subject, beat.act);
  const error = call?.outcome?.error;
  if (error) {
    stage.note({ type: 'calls', methods: calls.methods });
    stage.note({ type: 'explanation', code: error.code ?? null, ...explain(error, lang) });
  }
  beat.look?.();
  const { snapshot } = stage.session;
  const actual = { snapshot, outcome: call?.outcome, chat: host.account, events: [], calls: calls.methods };
  const differences = compare(beat.expect ?? {}, actual);
  stage.note({ type: 'expectation', met: differences.length === 0, differences });
  return differences.length === 0;
}

async function play(scene: Scene, stage: Stage, { lang, words, tell, signal }: Telling): Promise<number> {
  let unmet = 0;
  stage.note({ type: 'scene', scene: scene.name, ...words.scenes[scene.name] });
  await tell(stage.take());
  for (const beat of scene.beats) {
    signal.throwIfAborted();
    if (!(await perform(beat, stage, lang))) unmet += 1;
    await tell(stage.take());
  }
  return unmet;
}

/** Tells the whole story; answers how much of it was not true. */
export async function tellStory(telling: Telling): Promise<number> {
  let unmet = 0;
  let steps = 0;
  const act = async (scenes: (stage: Stage) => readonly Scene[], last: boolean) => {
    const stage = await createStage({ session: { appKey: 'demo', reuse: 'required' }, populate });
    try {
      for (const scene of scenes(stage)) {
        unmet += await play(scene, stage, telling);
        steps += scene.beats.length;
      }
      if (last) stage.note({ type: 'end', ok: unmet === 0, steps, unmet });
      await telling.tell(stage.take());
    } finally {
      await stage.close();
    }
  };
  await act((stage) => [conflict(stage)], false);
  await act(shared, true);
  return unmet;
}
