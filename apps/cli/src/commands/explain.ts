import { errorKinds, explain, knownCodes, type Language } from '@partyline/core/explain';
import { Command } from 'commander';
import { ExitError, exit } from '../exit.ts';
import type { Io } from '../io.ts';
import { langOption } from '../lang.ts';
import { closest } from '../print/closest.ts';
import { paragraphs } from '../print/explanation.ts';
import { paints } from '../print/paint.ts';
import { columns } from '../print/text.ts';

/** `partyline explain 100005`: one error, or the list of all. */
export function explainCommand(io: Io): Command {
  return new Command('explain')
    .description('say what an error means, why it happened and what to do about it')
    .argument('[error]', 'an error kind (accountMismatch) or a code of the vendor (100005); without it, lists all')
    .addOption(langOption(io))
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      `
Examples:
  partyline explain 100005              the vendor's code, as it arrives in your log
  partyline explain imNotLoggedIn       a kind, as in error.kind
  partyline explain 112001 --lang zh    the same in Chinese
  partyline explain                     every kind

Exit codes: 0 explained, 1 nobody knows this error, 2 wrong usage`,
    )
    .action((error: string | undefined, { lang, json }: { lang: Language; json?: true }) => {
      if (error === undefined) list(io, lang, json === true);
      else one(io, error.trim(), lang, json === true);
    });
}

function one(io: Io, asked: string, lang: Language, json: boolean): void {
  const kind = errorKinds.find((name) => name.toLowerCase() === asked.toLowerCase());
  const known = kind !== undefined || knownCodes.includes(asked);
  const said = explain(kind ?? asked, lang);
  if (json) io.out(`${JSON.stringify({ v: 1, type: 'explanation', asked, known, ...said })}\n`);
  else io.out(`${paragraphs(said, lang, io).join('\n')}\n`);
  if (known) return;
  const near = closest(asked, [...errorKinds, ...knownCodes]);
  const hint = near === undefined ? '' : `Did you mean ${near}? `;
  throw new ExitError(exit.failed, `nobody here knows "${asked}". ${hint}partyline explain lists every kind.`);
}

function list(io: Io, lang: Language, json: boolean): void {
  const paint = paints(io);
  const rows = errorKinds.map((kind) => ({ kind, ...explain(kind, lang) }));
  if (json) {
    for (const row of rows) io.out(`${JSON.stringify({ v: 1, type: 'explanation', known: true, ...row })}\n`);
    return;
  }
  const lines = columns(rows.map(({ kind, title }) => [paint.bold(kind), title]));
  io.out(
    `${lines.join('\n')}\n\n${paint.dim(`partyline explain <kind or code>   ${knownCodes.length} codes are known`)}\n`,
  );
}
