import type { Act, Entry, PlainError } from '@partyline/adapters/trace';

export type Lane = 'app' | 'session' | 'im' | 'kit' | 'server';
export const lanes: readonly Lane[] = ['app', 'session', 'im', 'kit', 'server'];

/** One row of the sequence diagram: something said by one to another, or something that is true from here on. */
export interface Row {
  /** The entry that it shows. */
  readonly index: number;
  readonly at: number;
  readonly from: Lane;
  readonly to: Lane;
  readonly text: string;
  readonly kind: 'command' | 'answer' | 'call' | 'report' | 'event' | 'outside' | 'state';
  readonly bad?: boolean;
}

const laneOf = (method: string): Lane =>
  method.startsWith('im.') ? 'im' : method.startsWith('meeting.') ? 'kit' : 'server';

const errorText = ({ kind, code, vendor }: PlainError): string => {
  const number = code ?? vendor?.code;
  return number === undefined ? kind : `${number} ${kind}`;
};

/** What an act is about, in a word. */
export function subjectOf(act: Act): string {
  if ('accid' in act) return act.accid;
  if ('userUuid' in act && act.do !== 'removeFromRoom') {
    return act.do === 'signIn' && act.im ? `${act.im.accid} + ${act.userUuid}` : act.userUuid;
  }
  return 'meetingNum' in act ? act.meetingNum : '';
}

/** Who does it to whom, for what the session has no part in. */
function outside(act: Act): readonly [Lane, Lane, string] | undefined {
  const who = subjectOf(act);
  switch (act.do) {
    case 'hostLogin':
      return ['app', 'im', `login ${who}`];
    case 'hostLogout':
      return ['app', 'im', 'logout'];
    case 'kitAlone':
      return ['app', 'kit', `login ${who}`];
    case 'kitAloneEnds':
      return ['app', 'kit', 'logout'];
    case 'loginElsewhere':
      return ['server', 'im', `${who} elsewhere`];
    case 'kick':
      return ['server', 'im', `kick ${act.reason}`];
    case 'dropLine':
    case 'healLine':
    case 'freezeLine':
    case 'thawLine':
      return ['server', 'im', act.do.replace('Line', ' line')];
    case 'expireMeetingToken':
      return ['server', 'kit', 'token expires'];
    case 'endMeetingLogin':
      return ['server', 'kit', 'login ends'];
    case 'endRoom':
      return ['server', 'kit', `ends ${who}`];
    case 'removeFromRoom':
      return ['server', 'kit', `removes ${act.userUuid}`];
    case 'openRoom':
    case 'lockRoom':
      return ['server', 'server', `${act.do} ${who}`];
    case 'changeImToken':
    case 'changeMeetingToken':
      return ['server', 'server', `new token ${who}`];
    case 'enableIm':
      return ['server', 'server', `${act.enabled ? 'enables' : 'disables'} ${who}`];
    case 'fault':
      return ['server', 'server', `${act.method}: ${act.effect}`];
    case 'clearFaults':
      return ['server', 'server', 'faults cleared'];
    case 'abort':
      return ['app', 'session', 'abort'];
    default:
      return undefined;
  }
}

const detail = (event: { readonly type: string; readonly [key: string]: unknown }) =>
  ['reason', 'accid', 'command', 'step']
    .map((key) => event[key])
    .filter((value) => typeof value === 'string')
    .join(' ');

const subjectOfCall = (args: Readonly<Record<string, unknown>>) =>
  String(args.accid ?? args.userUuid ?? args.meetingNum ?? '');

/** The rows of a run, up to and with the entry at `last`. */
export function rowsOf(entries: readonly Entry[], last: number): readonly Row[] {
  const calls = new Map<number, string>();
  let state = '';
  const rows: Row[] = [];
  for (const [index, entry] of entries.slice(0, last + 1).entries()) {
    const { at } = entry;
    const row = (from: Lane, to: Lane, kind: Row['kind'], text: string, bad = false) =>
      rows.push({ index, at, from, to, kind, text, ...(bad && { bad }) });
    switch (entry.type) {
      case 'act': {
        const { act } = entry;
        const found = outside(act);
        if (found) row(found[0], found[1], 'outside', found[2]);
        else if (entry.call !== undefined) row('app', 'session', 'command', `${act.do} ${subjectOf(act)}`.trim());
        break;
      }
      case 'call': {
        calls.set(entry.call, entry.method);
        const verb = entry.method.split('.')[1] ?? '';
        row('session', laneOf(entry.method), 'call', `${verb} ${subjectOfCall(entry.args)}`.trim());
        break;
      }
      case 'answer': {
        const { error } = entry;
        row(
          laneOf(calls.get(entry.call) ?? ''),
          'session',
          'answer',
          error ? errorText(error) : '✓',
          error !== undefined,
        );
        break;
      }
      case 'report': {
        const { event, from } = entry;
        const bad = /kicked|Refused|signedOut|Expired|lineDown|roomLeft|loggedOut/.test(event.type);
        row(
          from === 'im' ? 'im' : 'kit',
          from === 'kitAlone' ? 'app' : 'session',
          'report',
          `${event.type} ${detail(event)}`.trim(),
          bad,
        );
        break;
      }
      case 'event': {
        const { event } = entry;
        const bad = event.type !== 'lineUp';
        row('session', 'app', 'event', `${event.type} ${detail(event)}`.trim(), bad);
        break;
      }
      case 'settled': {
        const { error, command } = entry;
        row('session', 'app', 'answer', error ? errorText(error) : `${command} ✓`, error !== undefined);
        break;
      }
      case 'snapshot':
        if (entry.snapshot.state !== state && index > 0) row('session', 'session', 'state', entry.snapshot.state);
        state = entry.snapshot.state;
        break;
      case 'impossible':
        row('server', 'server', 'outside', errorText(entry.error), true);
        break;
      default:
        break;
    }
  }
  return rows;
}
