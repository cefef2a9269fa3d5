import type { ReusePolicy } from '@partyline/core';
import type { Check, Finding } from './finding.ts';

/** How likely one of the three codes is for this pair: always, never, or depending on what the app does. */
export interface Diagnosis {
  readonly code: 100004 | 100005 | 112001;
  readonly verdict: 'always' | 'never' | 'depends';
  readonly reason: DiagnosisReason;
}

export type DiagnosisReason =
  | 'noReuse'
  | 'imCannotLogIn'
  | 'orderMatters'
  | 'kitLogsIn'
  | 'wrongPair'
  | 'rightPair'
  | 'pairUnknown'
  | 'guestsNever'
  | 'guestsAlone';

/** What the findings mean for the three codes of a shared login. */
export function diagnose(findings: readonly Finding[], reuse: ReusePolicy): readonly Diagnosis[] {
  if (reuse === 'off') {
    return ([100004, 100005, 112001] as const).map((code) => ({ code, verdict: 'never', reason: 'noReuse' }));
  }
  const wrong = (...checks: readonly Check[]) =>
    findings.some(({ check, outcome }) => outcome === 'wrong' && checks.includes(check));
  const pair = findings.find(({ check }) => check === 'binding')?.outcome;

  const missing: Diagnosis = wrong('imAccount', 'imToken')
    ? { code: 100004, verdict: 'always', reason: 'imCannotLogIn' }
    : { code: 100004, verdict: 'depends', reason: 'orderMatters' };
  const mismatch = { ok: 'rightPair', wrong: 'wrongPair', unchecked: 'pairUnknown' } as const;
  return [
    reuse === 'auto' ? { code: 100004, verdict: 'never', reason: 'kitLogsIn' } : missing,
    { code: 100005, verdict: pair === 'wrong' ? 'always' : 'depends', reason: mismatch[pair ?? 'unchecked'] },
    reuse === 'auto'
      ? { code: 112001, verdict: 'depends', reason: 'guestsAlone' }
      : { code: 112001, verdict: 'always', reason: 'guestsNever' },
  ];
}
