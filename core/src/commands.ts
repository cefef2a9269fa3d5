import type { SessionError } from './errors.ts';
import type { ImLogin } from './ports/im.ts';
import type { MeetingLogin, RoomRequest } from './ports/meeting.ts';
import type { TokenProvider } from './secret.ts';

/** An IM account to log in: the vendor's `accid` and its token, or a function that answers the token. */
export interface ImAccount {
  readonly accid: string;
  readonly token: string | TokenProvider;
}

/** A meeting account to log in: the vendor's `userUuid` and its token, or a function that answers the token. */
export interface MeetingAccount {
  readonly userUuid: string;
  readonly token: string | TokenProvider;
}

/** A room to enter. */
export interface JoinRequest {
  readonly meetingNum: string;
  readonly displayName: string;
  readonly password?: string | undefined;
}

/** What `signIn` needs: the meeting account, and the IM account unless the host logs the IM in itself. */
export interface SignInRequest {
  readonly im?: ImAccount | undefined;
  readonly meeting: MeetingAccount;
}

/** Each command and what it takes. */
export interface CommandArguments {
  initialize: [];
  loginIm: [account: ImAccount];
  loginMeeting: [account: MeetingAccount];
  joinMeeting: [request: JoinRequest];
  joinAnonymously: [request: JoinRequest];
  leaveMeeting: [];
  logoutMeeting: [];
  logoutIm: [];
  signIn: [request: SignInRequest];
  signOut: [];
  recover: [];
  dispose: [];
}

/** What a session can be told to do. */
export type CommandName = keyof CommandArguments;

/** A command as the machine sees it: checked, its tokens sealed. Arguments are absent when `can()` asks without them. */
export interface Command {
  readonly name: CommandName;
  readonly im?: ImLogin;
  readonly meeting?: MeetingLogin;
  readonly room?: RoomRequest;
  /** The same for the same arguments: ids without regard to case, a number for each token. Absent with them. */
  readonly key?: string | undefined;
  /** What was wrong with the arguments; such a command is refused as `invalidInput`. */
  readonly invalid?: SessionError;
  /** The app key that the host's IM runs on at the moment of asking, where it tells. */
  readonly imAppKey?: string | undefined;
}

/** Every command there is, a teardown after all that it ends, and so may cut in on. */
export const commandNames: readonly CommandName[] = [
  'joinMeeting',
  'joinAnonymously',
  'leaveMeeting',
  'loginMeeting',
  'signIn',
  'logoutMeeting',
  'loginIm',
  'logoutIm',
  'signOut',
  'initialize',
  'recover',
  'dispose',
];

const teardowns: readonly (CommandName | undefined)[] = [
  'leaveMeeting',
  'logoutMeeting',
  'logoutIm',
  'signOut',
  'dispose',
];

/** How deep a teardown goes; 0 for every other command, and for none. A deeper one takes over a shallower one. */
export const depth = (command: Pick<Command, 'name'> | null): number => teardowns.indexOf(command?.name) + 1;

/** Whether `name` ends what `running` would bring about, so that it may cut in. */
export const interrupts = (name: CommandName, running: CommandName): boolean =>
  teardowns.includes(name) && commandNames.indexOf(name) > commandNames.indexOf(running);
