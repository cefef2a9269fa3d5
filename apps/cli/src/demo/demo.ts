import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '@partyline/core/explain';
import { ExitError, exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { jsonLine } from '../trace/json.ts';
import type { TraceRecord } from '../trace/record.ts';
import { storyPrinter } from './printer.ts';
import { tellStory } from './tell.ts';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

export interface DemoOptions {
  readonly lang: Language;
  /** Nobody is to be waited for. */
  readonly fast?: true;
  readonly json?: true;
}

/** Tells the story, paced for a person where one is watching. */
export async function demo(io: Io, { lang, fast, json }: DemoOptions): Promise<void> {
  const words = lang === 'zh' ? zh : en;
  const paced = io.isTty && !fast && !json;
  const print = storyPrinter(io, lang, words);

  await io.interruptible(async (signal) => {
    const show = async (records: readonly TraceRecord[]) => {
      for (const { text, pause, passing } of print(records)) {
        if (passing && !paced) continue;
        io.out(text);
        if (paced && pause > 0) await sleep(pause, undefined, { signal });
      }
    };
    const log = async (records: readonly TraceRecord[]) => {
      for (const record of records) io.out(jsonLine(record));
    };
    try {
      const unmet = await tellStory({ lang, words, tell: json ? log : show, signal });
      if (unmet > 0) throw new ExitError(exit.failed);
    } catch (error) {
      if (!signal.aborted) throw error;
      if (!json) io.out('\n');
      throw signal.reason;
    }
  });
}
