import type { YunxinApi } from '@partyline/adapters/yunxin-api';
import type { Language } from '@partyline/core/explain';
import { ExitError, exit } from '../exit.ts';
import type { Io } from '../io.ts';
import type { Target } from '../server/target.ts';
import { diagnose } from './diagnose.ts';
import { examine, type Patient } from './examine.ts';
import { checks, type Finding } from './finding.ts';
import { doctorPrinter, doctorWords, sayingOf } from './print.ts';

/** Examines a pair of accounts and tells what it finds, step by step. Ends with 1 if something is wrong. */
export async function doctor(
  io: Io,
  { lang, json }: { readonly lang: Language; readonly json?: true },
  { api, target, patient }: { readonly api: YunxinApi; readonly target: Target; readonly patient: Patient },
  signal: AbortSignal,
): Promise<void> {
  const words = doctorWords[lang];
  const { accid, userUuid, reuse } = patient;
  const print = doctorPrinter(io, words);
  const record = (type: string, fields: object) => io.out(`${JSON.stringify({ v: 1, type, ...fields })}\n`);
  const server = target.server ?? words.realService;

  if (json) record('examination', { server, appKey: target.appKey, accid, userUuid, reuse });
  else print.begin(`${server} · app ${target.appKey} · IM ${accid} · meeting ${userUuid} · reuse ${reuse}`);
  if (patient.login) io.err(`${words.warning}\n`);

  const findings: Finding[] = [];
  if (!json) print.progress(checks[0]);
  for await (const found of examine(api, target, patient, signal)) {
    findings.push(found);
    if (json)
      record('check', { check: found.check, outcome: found.outcome, reason: found.reason, ...sayingOf(found, words) });
    else {
      print.found(found);
      print.progress(checks[checks.indexOf(found.check) + 1]);
    }
  }

  const diagnoses = diagnose(findings, reuse);
  const count = (outcome: Finding['outcome']) => findings.filter((found) => found.outcome === outcome).length;
  const [wrong, unchecked] = [count('wrong'), count('unchecked')];
  if (json) {
    for (const one of diagnoses) record('diagnosis', { ...one, ...words.diagnoses[one.reason]({ accid, userUuid }) });
    record('end', { ok: wrong === 0, wrong, unchecked });
  } else {
    print.diagnosed(diagnoses, { accid, userUuid });
    print.end(wrong, unchecked);
  }
  if (wrong > 0) throw new ExitError(exit.failed);
}
