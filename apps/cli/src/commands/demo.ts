import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '@partyline/core/explain';
import { Command } from 'commander';
import { storyPrinter } from '../demo/printer.ts';
import { tellStory } from '../demo/tell.ts';
import { en } from '../demo/words/en.ts';
import { zh } from '../demo/words/zh.ts';
import { ExitError, exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { langOption } from '../lang.ts';
import { jsonLine } from '../trace/json.ts';
import type { TraceRecord } from '../trace/record.ts';

/** `partyline demo`: the story of two SDKs and one login, on the fakes. */
export function demoCommand(io: Io): Command {
  return new Command('demo')
    .description('tell the story of two SDKs and one login, live on the fakes')
    .addOption(langOption(io))
    .option('--fast', 'do not wait for a person to read')
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      `
Examples:
  partyline demo                            paced for a person to read, on a terminal
  partyline demo --lang zh --fast           in Chinese, at once
  partyline demo --json | jq -r 'select(.type == "state") | .path'

Exit codes: 0 told, 1 the session did not behave as the story says, 130 Ctrl-C`,
    )
    .action((options: { lang: Language; fast?: true; json?: true }) => demo(io, options));
}

async function demo(io: Io, { lang, fast, json }: { lang: Language; fast?: true; json?: true }): Promise<void> {
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
