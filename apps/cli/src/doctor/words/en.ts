import type { DoctorWords } from './words.ts';

export const en: DoctorWords = {
  checks: {
    server: 'server',
    clock: 'clock',
    app: 'app',
    imAccount: 'IM account',
    imToken: 'IM token',
    service: 'meeting service',
    meetingAccount: 'meeting account',
    meetingToken: 'meeting token',
    binding: 'binding',
    policy: 'multiple logins',
  },
  reasons: {
    reached: ({ host }) => ({ detail: `${host} answers` }),
    unreachable: ({ host, message }) => ({
      detail: `${host} cannot be reached${message && ` (${message})`}`,
      fix: 'Check the URL and the network. If it is the emulator, start it: partyline emulator',
    }),
    clockRight: () => ({ detail: 'this machine’s clock and the server’s agree' }),
    clockWrong: ({ seconds }) => ({
      detail: `this machine’s clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'behind' : 'ahead of'} the server’s`,
      fix: 'Set the clock, e.g. with NTP: a signature is good for five minutes either way, one minute in the API of 2020.',
    }),
    clockUntold: () => ({ detail: 'the server does not say what time it has' }),
    appAccepted: ({ appKey }) => ({ detail: `app key ${appKey} and its secret are accepted` }),
    appRefused: ({ appKey, code }) => ({
      detail: `the server refuses app key ${appKey} or its secret (${code})`,
      fix: 'Copy both from the same app in the vendor’s console, and check that the server is the app’s.',
    }),
    callFailed: ({ message }) => ({ detail: message }),
    blocked: ({ by }) => ({ detail: `not checked, because of: ${en.checks[by]}` }),
    imFound: ({ accid }) => ({ detail: `${accid} exists and is enabled` }),
    imDisabled: ({ accid }) => ({
      detail: `${accid} exists, but is disabled: its login is refused with 102422`,
      fix: `partyline accounts enable ${accid}`,
    }),
    imMissing: ({ accid }) => ({
      detail: `there is no IM account ${accid} in this app: its login is refused with 102404`,
      fix: `Check the id and the app key, or create it: partyline accounts create ${accid}`,
    }),
    tokenRecorded: () => ({ detail: 'is the one that the server has on record' }),
    imTokenOther: ({ accid }) => ({
      detail: 'is not the one that the server has on record: expect the login to be refused with 102302',
      fix: `Use the token that the account has now; or make a new one and bring your own store up to date: partyline accounts token ${accid}`,
    }),
    meetingTokenOther: ({ userUuid }) => ({
      detail: 'is not the one that the server has on record: expect the login to be refused with 402',
      fix: `Use the token that the account has now, or make a new one: partyline accounts token ${userUuid} --meeting`,
    }),
    tokenNotGiven: ({ variable, option }) => ({
      detail: `not checked: none was given (${variable}, or ${option})`,
    }),
    imTokenUnrecorded: () => ({
      detail:
        'not checked: the server has none on record to compare with, and only an IM login would tell, which could kick whoever is online. At the next login 102302 means that it is wrong.',
    }),
    meetingTokenUnrecorded: () => ({
      detail: 'not checked: the server has none on record to compare with. --login tries it out.',
    }),
    tokenAccepted: () => ({ detail: 'the meeting server accepts it' }),
    tokenRefused: ({ code, userUuid }) => ({
      detail: `the meeting server refuses the login (${code})`,
      fix: `partyline explain ${code} tells why; a new token: partyline accounts token ${userUuid} --meeting`,
    }),
    serviceOn: () => ({ detail: 'the meeting API answers for this app' }),
    serviceOff: ({ code }) => ({
      detail: `the meeting API refuses this app (${code})`,
      fix: 'Enable NERoom and the meeting component for the app in the vendor’s console.',
    }),
    meetingFound: ({ userUuid }) => ({ detail: `${userUuid} exists` }),
    meetingBanned: ({ userUuid }) => ({
      detail: `${userUuid} exists, but is banned: its login is refused with 403`,
      fix: 'Lift the ban (unban-user of the meeting API, or the console).',
    }),
    meetingMissing: ({ userUuid, accid }) => ({
      detail: `there is no meeting account ${userUuid} in this app: its login is refused with 402`,
      fix: `Check the id, or create it from its IM account: partyline accounts bind ${accid}`,
    }),
    boundRight: ({ accid }) => ({ detail: `the meeting account belongs to the IM account ${accid}` }),
    boundElsewhere: ({ accid, userUuid, bound }) => ({
      detail: `the meeting account ${userUuid} belongs to the IM account ${bound}, not to ${accid}`,
      fix: `Log the pair in that belongs together: IM ${bound} with meeting ${userUuid}. Or create a meeting account for ${accid}: partyline accounts bind ${accid}`,
    }),
    boundUnknown: () => ({
      detail:
        'not checked: an older API bound the account, and no call tells to whom. With --login and the meeting token the meeting server says it.',
    }),
    policyIs: ({ policy }) => ({ detail: `${policy}; with one shared login there is nothing to kick` }),
    policyFights: ({ policy }) => ({
      detail: `${policy}, and without reuse the kit logs the same account in a second time: one of the two is kicked`,
      fix: "Turn reuse on (reuse: 'required'), or allow several clients per account in the console.",
    }),
    policyUntold: () => ({
      detail:
        'not checked: no call of the vendor tells it. It is in the console, at the app’s IM settings; where only one client per account is allowed, a second device or tab kicks the first.',
    }),
  },
  verdicts: { always: 'will happen', never: 'cannot happen', depends: 'depends on your app' },
  diagnoses: {
    noReuse: () => ({ detail: 'Reuse is off: the kit logs its own IM in.' }),
    imCannotLogIn: ({ accid }) => ({
      detail: `The IM login of ${accid} fails (see above), so there is nothing that the meeting could reuse.`,
      fix: 'Put the IM account right first.',
    }),
    orderMatters: ({ accid }) => ({
      detail: `Whenever the meeting logs in before ${accid} is logged in at the IM, or after that login was lost. The web core says 100005 then.`,
      fix: 'Await the IM login first: session.signIn({ im, meeting }) keeps the order.',
    }),
    kitLogsIn: () => ({ detail: 'With reuse auto the kit logs the IM in by itself when nobody is.' }),
    wrongPair: ({ accid, userUuid }) => ({
      detail: `${userUuid} does not belong to ${accid}: the kit refuses every login of this pair.`,
      fix: 'Log the pair in that belongs together, or create the meeting account anew with the token of this IM account.',
    }),
    rightPair: ({ accid }) => ({
      detail: `Not with this pair; only if somebody else than ${accid} is logged in at the IM when the meeting logs in.`,
      fix: 'When users switch, log the meeting out, then the IM, before the next one logs in.',
    }),
    pairUnknown: () => ({
      detail: 'Whether the two belong together could not be found out.',
      fix: 'Run it again with --login and the meeting token, or put right what is wrong above.',
    }),
    guestsNever: () => ({
      detail:
        'At every anonymous join: a guest needs an IM account of its own, and the shared login cannot be left for it.',
      fix: "Let people join as members, or create the session with reuse: 'off' for guests.",
    }),
    guestsAlone: () => ({
      detail: 'At an anonymous join while somebody is logged in at the IM.',
      fix: 'Log the IM out before a guest joins, or let people join as members.',
    }),
  },
  realService: 'the real service',
  fix: 'Fix',
  codes: 'What the three codes mean for this pair',
  checking: 'checking',
  warning: '--login logs the meeting account in for real; a meeting that it is in elsewhere may end',
  summary: (wrong, unchecked) =>
    `${wrong === 0 ? 'nothing wrong was found' : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong`}${unchecked === 0 ? '' : `, ${unchecked} not checked`}`,
};
