import type { MeetingAccountState, TokenVerdicts, YunxinApi } from '@partyline/adapters/yunxin-api';
import { realServers } from '@partyline/adapters/yunxin-api';
import { isSessionError, type ReusePolicy, type Secret } from '@partyline/core';
import type { Target } from '../server/target.ts';
import { type EmulatorFacts, emulatorFacts } from './emulator.ts';
import { type Check, type Finding, finding } from './finding.ts';
import { type KitLogin, kitLogin } from './kit-login.ts';
import { reach } from './reach.ts';

/** What the doctor is asked about. */
export interface Patient {
  readonly accid: string;
  readonly userUuid: string;
  readonly imToken: Secret | undefined;
  readonly meetingToken: Secret | undefined;
  readonly reuse: ReusePolicy;
  /** Whether the meeting account may be logged in for real. */
  readonly login: boolean;
}

const blocked = (check: Check, by: Check) => finding(check, 'unchecked', 'blocked', { by });
const failed = (check: Check, error: unknown) =>
  finding(check, 'wrong', 'callFailed', { message: error instanceof Error ? error.message : String(error) });

/** Looks at everything that a shared login needs, one step after the other. Reads only, unless `login` says otherwise. */
export async function* examine(
  api: YunxinApi,
  { server, appKey }: Target,
  patient: Patient,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const reached = await reach(server ?? realServers.im, signal);
  yield* reached;
  if (reached.some(({ outcome, check }) => check === 'server' && outcome === 'wrong')) {
    for (const check of afterServer) yield blocked(check, 'server');
    return;
  }

  const im = await attempt(api.findImAccount(patient.accid, signal), signal);
  // A clock that is off spoils every signature: whether the secret is right shows only once it is set.
  if (im.error && reached.some(({ check, outcome }) => check === 'clock' && outcome === 'wrong')) {
    for (const check of ['app', ...afterApp] as const) yield blocked(check, 'clock');
    return;
  }
  yield im.error ? refusal('app', appKey, im.error) : finding('app', 'ok', 'appAccepted', { appKey });
  if (im.error) {
    for (const check of afterApp) yield blocked(check, 'app');
    return;
  }
  const { accid, userUuid } = patient;
  if (!im.value) yield finding('imAccount', 'wrong', 'imMissing', { accid });
  else if (im.value.enabled) yield finding('imAccount', 'ok', 'imFound', { accid: im.value.accid });
  else yield finding('imAccount', 'wrong', 'imDisabled', { accid: im.value.accid });

  const facts = await emulatorFacts(server, appKey, signal);
  const verdicts = await attempt(api.checkTokens(asked(patient), signal), signal);
  yield im.value ? imToken(patient, verdicts.value, facts) : blocked('imToken', 'imAccount');

  const meeting = await attempt(api.findMeetingAccount(userUuid, signal), signal);
  yield meeting.error ? service(meeting.error) : finding('service', 'ok', 'serviceOn', {});
  if (meeting.error) {
    for (const check of ['meetingAccount', 'meetingToken', 'binding'] as const) yield blocked(check, 'service');
  } else if (!meeting.value) {
    yield finding('meetingAccount', 'wrong', 'meetingMissing', { userUuid, accid });
    for (const check of ['meetingToken', 'binding'] as const) yield blocked(check, 'meetingAccount');
  } else {
    yield* meetingFindings(
      api,
      { server, appKey },
      patient,
      { found: meeting.value, verdicts: verdicts.value, facts },
      signal,
    );
  }
  yield policy(patient.reuse, facts);
}

const afterApp = ['imAccount', 'imToken', 'service', 'meetingAccount', 'meetingToken', 'binding', 'policy'] as const;
const afterServer = ['clock', 'app', ...afterApp] as const;

async function* meetingFindings(
  api: YunxinApi,
  { server, appKey }: Pick<Target, 'server' | 'appKey'>,
  patient: Patient,
  known: {
    readonly found: MeetingAccountState;
    readonly verdicts: TokenVerdicts | undefined;
    readonly facts: EmulatorFacts | undefined;
  },
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const { found, verdicts, facts } = known;
  const { userUuid } = found;
  const banned = found.enabled === false;
  yield finding('meetingAccount', banned ? 'wrong' : 'ok', banned ? 'meetingBanned' : 'meetingFound', { userUuid });

  const { meetingToken: token, login } = patient;
  const logged =
    token && login
      ? await attempt<KitLogin>(kitLogin(server ?? realServers.meeting, appKey, { userUuid, token }, signal), signal)
      : undefined;
  if (logged?.error) yield failed('meetingToken', logged.error);
  else if (!logged?.value) yield meetingToken(patient, verdicts);
  else if (logged.value.accepted) yield finding('meetingToken', 'ok', 'tokenAccepted', {});
  else yield finding('meetingToken', 'wrong', 'tokenRefused', { code: logged.value.code, userUuid });

  if (logged?.value?.accepted) {
    yield binding(patient, userUuid, logged.value.accid);
    return;
  }
  const bound = facts
    ? { value: facts.boundAccid(userUuid) }
    : await attempt<string | undefined>(api.boundAccid(userUuid, signal), signal);
  yield bound.error ? failed('binding', bound.error) : binding(patient, userUuid, bound.value);
}

function binding({ accid }: Patient, userUuid: string, bound: string | undefined): Finding {
  if (bound === undefined) return finding('binding', 'unchecked', 'boundUnknown', {});
  if (bound.toLowerCase() === accid.toLowerCase()) return finding('binding', 'ok', 'boundRight', { accid: bound });
  return finding('binding', 'wrong', 'boundElsewhere', { accid, userUuid, bound });
}

function imToken(patient: Patient, verdicts: TokenVerdicts | undefined, facts: EmulatorFacts | undefined): Finding {
  if (!patient.imToken) {
    const where = { variable: 'PARTYLINE_IM_TOKEN', option: '--im-token-file' };
    return finding('imToken', 'unchecked', 'tokenNotGiven', where);
  }
  const { accid } = patient;
  const kept = facts?.imToken(accid);
  if (kept !== undefined) {
    const right = kept === patient.imToken.open();
    return right
      ? finding('imToken', 'ok', 'tokenRecorded', {})
      : finding('imToken', 'wrong', 'imTokenOther', { accid });
  }
  // What is on record is the token of the account of the meeting account's own id.
  const onRecord = patient.accid.toLowerCase() === patient.userUuid.toLowerCase() ? verdicts?.imToken : undefined;
  if (onRecord === 'same') return finding('imToken', 'ok', 'tokenRecorded', {});
  if (onRecord === 'other') return finding('imToken', 'wrong', 'imTokenOther', { accid });
  return finding('imToken', 'unchecked', 'imTokenUnrecorded', {});
}

function meetingToken(patient: Patient, verdicts: TokenVerdicts | undefined): Finding {
  if (!patient.meetingToken) {
    const where = { variable: 'PARTYLINE_MEETING_TOKEN', option: '--meeting-token-file' };
    return finding('meetingToken', 'unchecked', 'tokenNotGiven', where);
  }
  if (verdicts?.userToken === 'same') return finding('meetingToken', 'ok', 'tokenRecorded', {});
  if (verdicts?.userToken === 'other') {
    return finding('meetingToken', 'wrong', 'meetingTokenOther', { userUuid: patient.userUuid });
  }
  return finding('meetingToken', 'unchecked', 'meetingTokenUnrecorded', {});
}

/** How many clients of one account may be online. The vendor's service has no call that tells. */
function policy(reuse: ReusePolicy, facts: EmulatorFacts | undefined): Finding {
  if (!facts?.policy) return finding('policy', 'unchecked', 'policyUntold', {});
  const { name, evicts } = facts.policy;
  // Without reuse the kit logs the same account in a second time, and the first one has to go.
  const fights = reuse === 'off' && evicts;
  return finding('policy', fights ? 'wrong' : 'ok', fights ? 'policyFights' : 'policyIs', { policy: name });
}

/** Whether it was the app key and the secret that were refused, or something else that failed. */
function refusal(check: Check, appKey: string, error: unknown): Finding {
  if (!isSessionError(error) || error.kind !== 'badCredentials') return failed(check, error);
  return finding(check, 'wrong', 'appRefused', { appKey, code: String(error.vendor?.code ?? '') });
}

function service(error: unknown): Finding {
  const code = isSessionError(error) ? error.vendor?.code : undefined;
  const off = code === 600420 || (isSessionError(error) && error.kind === 'badCredentials');
  return off ? finding('service', 'wrong', 'serviceOff', { code: String(code ?? '') }) : failed('service', error);
}

const asked = ({ userUuid, meetingToken, imToken }: Patient) => ({
  userUuid,
  ...(meetingToken && { userToken: meetingToken.open() }),
  ...(imToken && { imToken: imToken.open() }),
});

/** The outcome of a call as a value; only the end of the whole examination is thrown. */
async function attempt<T>(work: Promise<T>, signal: AbortSignal): Promise<{ value?: T; error?: unknown }> {
  try {
    return { value: await work };
  } catch (error) {
    signal.throwIfAborted();
    return { error };
  }
}
