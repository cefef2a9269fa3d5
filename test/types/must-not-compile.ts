// What must not compile. `tsc -b test` reads this file: a line that compiles after all makes its `@ts-expect-error` an
// error. Nothing here is ever run.
import type {
  CommandName,
  ImPort,
  MeetingPort,
  Secret,
  Session,
  SessionError,
  SessionPorts,
  SessionSnapshot,
} from '@partyline/core';
import { createSession } from '@partyline/core';

declare const session: Session;
declare const snapshot: SessionSnapshot;
declare const ports: SessionPorts;
declare const error: SessionError;
declare const secret: Secret;

/** Never called: the compiler reads it, nobody else. */
export function wrongAccounts(): void {
  // @ts-expect-error an account needs a token
  void session.loginIm({ accid: 'alice' });
  // @ts-expect-error an account needs an accid
  void session.loginIm({ token: 'secret' });
  // @ts-expect-error a meeting account is no IM account
  void session.loginIm({ userUuid: 'ann', token: 'secret' });
  // @ts-expect-error an IM account is no meeting account
  void session.loginMeeting({ accid: 'alice', token: 'secret' });
  // @ts-expect-error a token is a string, or a function that answers one
  void session.loginMeeting({ userUuid: 'ann', token: 5 });
  // @ts-expect-error a provider answers a string
  void session.loginIm({ accid: 'alice', token: async () => 5 });
  // @ts-expect-error no account at all
  void session.loginIm();
  // @ts-expect-error signIn needs the meeting account
  void session.signIn({ im: { accid: 'alice', token: 'secret' } });
  // @ts-expect-error signIn takes its accounts by name
  void session.signIn({ accid: 'alice', token: 'secret' });
  // @ts-expect-error a room has a number
  void session.joinMeeting({ displayName: 'Me' });
  // @ts-expect-error a password is a string
  void session.joinAnonymously({ meetingNum: '1', displayName: 'Me', password: 5 });
  // @ts-expect-error a sealed token is for ports only
  void session.loginIm({ accid: 'alice', token: secret });
}

export function wrongCommands(): void {
  // @ts-expect-error there is no such command
  session.can('login');
  // @ts-expect-error the argument of another command
  session.can('loginIm', { userUuid: 'ann', token: 'secret' });
  // @ts-expect-error signOut takes no argument
  session.can('signOut', { accid: 'alice', token: 'secret' });
  // @ts-expect-error there is no such command
  const command: CommandName = 'logout';
  // @ts-expect-error there is no such option
  void session.signOut({ timeOut: 5 });
  // @ts-expect-error milliseconds are a number
  void session.signOut({ timeout: '5s' });
  // @ts-expect-error dispose takes nothing
  void session.dispose({ timeout: 5 });
  void command;
}

export function wrongEvents(): void {
  // @ts-expect-error there is no such event
  session.on('disconnected', () => {});
  // @ts-expect-error kicked has a reason, no code
  session.on('kicked', ({ code }) => code);
  // @ts-expect-error lineDown tells nothing
  session.on('lineDown', ({ reason }) => reason);
  // @ts-expect-error kicked reasons are four
  session.on('kicked', ({ reason }) => reason === 'evicted');
  // @ts-expect-error a predicate answers a boolean
  void session.until(() => 'yes');
  // @ts-expect-error nothing says that somebody is logged in then
  void session.until(({ im }) => im !== null).then(({ im }) => im.accid);
  // This does.
  type In = Extract<typeof snapshot, { readonly state: 'meetingLoggedIn' }>;
  void session.until((s): s is In => s.state === 'meetingLoggedIn').then(({ im }) => im.accid);
}

export function unnarrowed(): void {
  // @ts-expect-error nobody may be logged in
  void snapshot.im.accid;
  // @ts-expect-error there may be no meeting
  void snapshot.meeting.kind;
  // @ts-expect-error there may be no failure
  void snapshot.failure.error;
  if (snapshot.state === 'uninitialized') {
    // @ts-expect-error nobody is logged in here
    void snapshot.im.accid;
  }
  if (snapshot.state === 'meetingLoggedIn') {
    // These do: the state says so.
    void snapshot.im.accid;
    void snapshot.mode.length;
    // @ts-expect-error a guest has no userUuid
    void snapshot.meeting.userUuid;
    // @ts-expect-error there is no failure here
    void snapshot.failure.error;
  }
  // @ts-expect-error there is no such state
  if (snapshot.state === 'loggedIn') return;
}

export function assigned(): void {
  // @ts-expect-error snapshots are read only
  snapshot.state = 'imReady';
  // @ts-expect-error all the way down
  if (snapshot.im) snapshot.im.accid = 'bob';
  // @ts-expect-error all the way down
  if (snapshot.room) snapshot.room.meetingNum = '1';
  // @ts-expect-error the session has one snapshot, its own
  session.snapshot = snapshot;
  // @ts-expect-error methods are the session's own
  session.signIn = async () => snapshot;
  // @ts-expect-error errors are values
  error.kind = 'network';
}

export function wrongSessions(): void {
  // @ts-expect-error an app key is needed
  createSession(ports, {});
  // @ts-expect-error there is no such policy
  createSession(ports, { appKey: 'app', reuse: 'always' });
  // @ts-expect-error there is no such option
  createSession(ports, { appKey: 'app', timeout: 5 });
  // @ts-expect-error both ports are needed
  createSession({ im: ports.im }, { appKey: 'app' });
  // @ts-expect-error a port keeps its whole contract
  createSession({ ...ports, meeting: { login: async () => ({ accid: 'alice' }) } }, { appKey: 'app' });
}

// @ts-expect-error a phase that does not exist
export const wrongStatus: ImPort['status'] = () => ({ phase: 'connected' });
// @ts-expect-error logged in means logged in as somebody
export const namelessStatus: ImPort['status'] = () => ({ phase: 'loggedIn', line: 'online' });
// @ts-expect-error the kit must tell which IM account the meeting rides on
export const silentLogin: MeetingPort['login'] = async () => {};
// @ts-expect-error `any` would have let this pass
export const opened: number = secret.open();
