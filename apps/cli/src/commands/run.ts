import type { Language } from '@partyline/core/explain';
import { Command } from 'commander';
import { createStage } from '../container.ts';
import { ExitError, exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { langOption } from '../lang.ts';
import { milliseconds, type Scenario } from '../scenario/model.ts';
import { play } from '../scenario/play.ts';
import { readScenario } from '../scenario/read.ts';
import { populate } from '../scenario/world.ts';
import { jsonLine } from '../trace/json.ts';
import { tracePrinter } from '../trace/plain.ts';
import type { TraceRecord } from '../trace/record.ts';

/** `partyline run scenario.yaml`: plays a scenario on the fakes and compares what comes of it. */
export function runCommand(io: Io): Command {
  return new Command('run')
    .description('play a scenario of yours on the fakes and compare each step with what it expects')
    .argument('<file>', 'a scenario in YAML; - reads it from standard input')
    .option('--json', 'print one JSON object a line')
    .addOption(langOption(io))
    .addHelpText(
      'after',
      `
A scenario:
  reuse: required
  accounts:
    im:      [{ accid: alice, token: secret }]
    meeting: [{ userUuid: ann, token: secret, accid: alice }]
  steps:
    - initialize
    - loginMeeting: ann
      expect: { error: { kind: imNotLoggedIn, code: 100004 }, state: imReady }

Examples:
  partyline run scenario.yaml
  partyline run scenario.yaml --json | jq -c 'select(.type == "expectation" and (.met | not))'
  partyline schema > scenario.schema.json       for completion in your editor

Exit codes: 0 everything was as expected, 1 something was not, 2 the file is wrong, 130 Ctrl-C`,
    )
    .action((file: string, { lang, json }: { lang: Language; json?: true }) => run(io, file, lang, json === true));
}

const sessionOptions = ({ appKey = 'scenario', reuse, timeouts }: Scenario) => ({
  appKey,
  ...(reuse && { reuse }),
  ...(timeouts && {
    timeouts: {
      ...(timeouts.command !== undefined && { command: milliseconds(timeouts.command) }),
      ...(timeouts.step !== undefined && { step: milliseconds(timeouts.step) }),
    },
  }),
});

async function run(io: Io, file: string, lang: Language, json: boolean): Promise<void> {
  const read = await readScenario(file, io);
  const { scenario } = read;
  const print = tracePrinter(io, lang, read);
  const tell = (records: readonly TraceRecord[]) => {
    for (const record of records) io.out(json ? jsonLine(record) : print(record));
  };

  await io.interruptible(async (signal) => {
    const stage = await createStage({
      session: sessionOptions(scenario),
      populate: (cloud) => populate(scenario, cloud),
      ...(scenario.directory !== undefined && { directory: scenario.directory }),
    });
    try {
      const { steps, unmet } = await play(read, stage, tell, signal);
      stage.note({ type: 'end', ok: unmet === 0, steps, unmet });
      tell(stage.take());
      if (unmet > 0) throw new ExitError(exit.failed);
    } finally {
      await stage.close();
    }
  });
}
