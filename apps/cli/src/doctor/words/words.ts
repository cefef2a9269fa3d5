import type { Diagnosis, DiagnosisReason } from '../diagnose.ts';
import type { Check, Reason, Reasons } from '../finding.ts';

/** What a finding says: what is so, and if something is to be done, what. */
export interface Saying {
  readonly detail: string;
  readonly fix?: string;
}

/** Everything that the doctor says, in one language. */
export interface DoctorWords {
  readonly checks: { readonly [C in Check]: string };
  readonly reasons: { readonly [R in Reason]: (given: Reasons[R]) => Saying };
  readonly verdicts: { readonly [V in Diagnosis['verdict']]: string };
  readonly diagnoses: { readonly [R in DiagnosisReason]: (pair: { accid: string; userUuid: string }) => Saying };
  readonly realService: string;
  readonly fix: string;
  readonly codes: string;
  readonly checking: string;
  readonly warning: string;
  readonly summary: (wrong: number, unchecked: number) => string;
}
