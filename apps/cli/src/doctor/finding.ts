/** The steps, in order. */
export const checks = [
  'server',
  'clock',
  'app',
  'imAccount',
  'imToken',
  'service',
  'meetingAccount',
  'meetingToken',
  'binding',
  'policy',
] as const;

export type Check = (typeof checks)[number];

/** What a step can find, with what belongs to it. The words for each are in `words/`. */
export interface Reasons {
  reached: { host: string };
  /** `message` is empty where nobody says why. */
  unreachable: { host: string; message: string };
  clockRight: { seconds: number };
  clockWrong: { seconds: number };
  clockUntold: object;
  appAccepted: { appKey: string };
  appRefused: { appKey: string; code: string };
  callFailed: { message: string };
  blocked: { by: Check };
  imFound: { accid: string };
  imDisabled: { accid: string };
  imMissing: { accid: string };
  tokenRecorded: object;
  imTokenOther: { accid: string };
  meetingTokenOther: { userUuid: string };
  tokenNotGiven: { variable: string; option: string };
  imTokenUnrecorded: object;
  meetingTokenUnrecorded: object;
  tokenAccepted: object;
  tokenRefused: { code: number; userUuid: string };
  serviceOn: object;
  serviceOff: { code: string };
  meetingFound: { userUuid: string };
  meetingBanned: { userUuid: string };
  meetingMissing: { userUuid: string; accid: string };
  boundRight: { accid: string };
  boundElsewhere: { accid: string; userUuid: string; bound: string };
  boundUnknown: object;
  policyIs: { policy: string };
  policyFights: { policy: string };
  policyUntold: object;
}

export type Reason = keyof Reasons;

/** What a step has found: right, wrong, or why it could not be checked. */
export interface Finding<R extends Reason = Reason> {
  readonly check: Check;
  readonly outcome: 'ok' | 'wrong' | 'unchecked';
  readonly reason: R;
  readonly with: Reasons[R];
}

export function finding<R extends Reason>(
  check: Check,
  outcome: Finding['outcome'],
  reason: R,
  given: Reasons[R],
): Finding<R> {
  return { check, outcome, reason, with: given };
}
