import type { AccountsPort, ImAccountRecord, MeetingAccountRecord, SessionError } from '@partyline/core';
import type { App, ImRecord, MeetingRecord } from './app.ts';
import type { Method } from './faults.ts';
import { PortCalls, type Stage } from './port-calls.ts';
import type { MemoryServer } from './server.ts';
import { vendorError } from './vendor-error.ts';

const told = ({ accid, token }: ImRecord): ImAccountRecord => ({ accid, token: token.open() });

const toldMeeting = ({ userUuid, accid, token }: MeetingRecord): MeetingAccountRecord => ({
  userUuid,
  userToken: token.open(),
  accid,
});

function noImAccount(accid: string): SessionError {
  return vendorError('server', 'badCredentials', 701, `no IM account "${accid}"`);
}

/** The server API over the fake server: what the app's back end would call. */
export function createAccounts(server: MemoryServer, stage: Stage): AccountsPort {
  const calls = new PortCalls(stage);
  const app: App = server.app();
  let tokens = 0;
  const newToken = (id: string) => `memory-token-${id}-${++tokens}`;

  const run = <T>(method: keyof AccountsPort, args: Record<string, unknown>, effect: () => T) =>
    calls.run({ method: `accounts.${method}` satisfies Method, args, effect });

  function imAccount(accid: string): ImRecord {
    const account = app.imAccounts.get(accid.toLowerCase());
    if (!account) throw noImAccount(accid);
    return account;
  }

  function meetingAccount(userUuid: string): MeetingRecord {
    const account = app.meetingAccounts.get(userUuid.toLowerCase());
    if (!account) throw vendorError('server', 'badCredentials', 404, `no meeting account "${userUuid}"`);
    return account;
  }

  return {
    createImAccount: ({ accid, token }) =>
      run('createImAccount', { accid, ...(token !== undefined && { token: '[secret]' }) }, () => {
        const existing = app.imAccounts.get(accid.toLowerCase());
        if (existing && token !== undefined && existing.token.open() !== token) {
          throw vendorError('server', 'vendor', 409, `IM account "${accid}" exists with another token`);
        }
        if (!existing) server.addImAccount({ accid, token: token ?? newToken(accid) });
        return told(imAccount(accid));
      }),

    createMeetingAccount: ({ userUuid, accid, imToken }) =>
      run('createMeetingAccount', { userUuid, accid, imToken: '[secret]' }, () => {
        const im = imAccount(accid);
        if (im.token.open() !== imToken) throw vendorError('server', 'badCredentials', 704, 'bad IM token');
        const existing = app.meetingAccounts.get(userUuid.toLowerCase());
        if (existing && existing.accid !== im.accid) {
          throw vendorError('server', 'vendor', 409, `meeting account "${userUuid}" is bound to another IM account`);
        }
        if (!existing && [...app.meetingAccounts.values()].some((other) => other.accid === im.accid)) {
          throw vendorError('server', 'vendor', 703, `IM account "${accid}" has a meeting account already`);
        }
        if (!existing) server.addMeetingAccount({ userUuid, accid, token: newToken(userUuid) });
        return toldMeeting(meetingAccount(userUuid));
      }),

    refreshImToken: (accid) =>
      run('refreshImToken', { accid }, () => {
        server.setImToken(imAccount(accid).accid, newToken(accid));
        return told(imAccount(accid));
      }),

    refreshMeetingToken: (userUuid) =>
      run('refreshMeetingToken', { userUuid }, () => {
        server.setMeetingToken(meetingAccount(userUuid).userUuid, newToken(userUuid));
        return toldMeeting(meetingAccount(userUuid));
      }),

    setImAccountEnabled: (accid, enabled) =>
      run('setImAccountEnabled', { accid, enabled }, () => {
        imAccount(accid).enabled = enabled;
      }),

    kick: (accid) => run('kick', { accid }, () => server.kick(imAccount(accid).accid)),

    boundAccid: (userUuid) => run('boundAccid', { userUuid }, () => server.boundAccid(userUuid)),
  };
}
