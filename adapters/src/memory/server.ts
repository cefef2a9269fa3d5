import { type KickReason, Secret, SessionError } from '@partyline/core';
import { App, type ImRecord, type MeetingRecord, type Room } from './app.ts';

/** Which app a control is about; without it, the app that the server was made with. */
export interface InApp {
  readonly appKey?: string | undefined;
}

/**
 * The fake server: what an app's own back end and the vendor's console would do, at once and without a network.
 * Throws `SessionError` `invalidInput` for ids it does not know and for what is none. Times and tokens are yours to script.
 */
export class MemoryServer {
  /** The app that is meant where none is named. */
  readonly appKey: string;
  readonly #apps = new Map<string, App>();

  constructor(appKey: string) {
    this.appKey = appKey;
    this.addApp(appKey);
  }

  /** Another app key, with accounts and rooms of its own. */
  addApp(appKey: string): this {
    if (!this.#apps.has(named('appKey', appKey))) this.#apps.set(appKey, new App(appKey));
    return this;
  }

  /** Creates an IM account, or gives the one there is this token. Ids are kept in lower case, as the vendor does. */
  addImAccount({ accid, token, appKey }: { readonly accid: string; readonly token: string } & InApp): this {
    const id = named('accid', accid).toLowerCase();
    this.app(appKey).imAccounts.set(id, { accid: id, token: new Secret(named('token', token)), enabled: true });
    return this;
  }

  /** Creates a meeting account bound to an existing IM account, or binds the one there is anew. */
  addMeetingAccount({
    userUuid,
    token,
    accid,
    appKey,
  }: { readonly userUuid: string; readonly token: string; readonly accid: string } & InApp): this {
    const id = named('userUuid', userUuid).toLowerCase();
    const bound = this.#imAccount(accid, appKey).accid;
    const record = { userUuid: id, accid: bound, token: new Secret(named('token', token)), expired: false };
    this.app(appKey).meetingAccounts.set(id, record);
    return this;
  }

  /** Opens a room, or changes the one there is: who is in stays in. */
  addRoom({
    meetingNum,
    password,
    locked = false,
    appKey,
  }: {
    readonly meetingNum: string;
    readonly password?: string | undefined;
    readonly locked?: boolean | undefined;
  } & InApp): this {
    const { rooms } = this.app(appKey);
    const secret = password === undefined ? undefined : new Secret(named('password', password));
    const people = rooms.get(meetingNum)?.people ?? new Set();
    rooms.set(named('meetingNum', meetingNum), { meetingNum, password: secret, locked, people });
    return this;
  }

  /** A new IM token: live lines stay, the next login and the next reconnect need it. */
  setImToken(accid: string, token: string, { appKey }: InApp = {}): void {
    this.#imAccount(accid, appKey).token = new Secret(named('token', token));
  }

  /** A new meeting token: the next meeting login needs it. */
  setMeetingToken(userUuid: string, token: string, { appKey }: InApp = {}): void {
    const account = this.#meetingAccount(userUuid, appKey);
    account.token = new Secret(named('token', token));
    account.expired = false;
  }

  /** Disables an IM account (live lines stay, the next login and reconnect are refused), or enables it again. */
  setImAccountEnabled(accid: string, enabled: boolean, { appKey }: InApp = {}): void {
    if (typeof enabled !== 'boolean') throw wrong('enabled must be true or false');
    this.#imAccount(accid, appKey).enabled = enabled;
  }

  /** Ends the login of an IM account, wherever it is. */
  kick(accid: string, reason: KickReason = 'server', { appKey }: InApp = {}): void {
    if (!kickReasons.includes(reason)) throw wrong(`a kick has one of the reasons ${kickReasons.join(', ')}`);
    const { accid: id } = this.#imAccount(accid, appKey);
    const { lines } = this.app(appKey);
    const line = lines.get(id);
    lines.delete(id);
    line?.kicked(reason);
  }

  /** The meeting token is no good any more: logins with it end at once, the next one is refused. */
  expireMeetingToken(userUuid: string, { appKey }: InApp = {}): void {
    const account = this.#meetingAccount(userUuid, appKey);
    account.expired = true;
    for (const kit of [...this.app(appKey).kits]) if (kit.userUuid === account.userUuid) kit.expired();
  }

  /** Ends the logins of a meeting account; the token stays good. */
  endMeetingLogin(userUuid: string, reason = 'server', { appKey }: InApp = {}): void {
    const { userUuid: id } = this.#meetingAccount(userUuid, appKey);
    for (const kit of [...this.app(appKey).kits]) if (kit.userUuid === id) kit.signedOut(reason);
  }

  /** Ends a room for everybody and closes it. */
  endRoom(meetingNum: string, reason = 'ended', { appKey }: InApp = {}): void {
    const room = this.#room(meetingNum, appKey);
    this.app(appKey).rooms.delete(meetingNum);
    for (const person of [...room.people]) person.removed(reason);
  }

  /** Removes one member from the room, or every guest (`null`). */
  removeFromRoom(meetingNum: string, userUuid: string | null, reason = 'removed', { appKey }: InApp = {}): void {
    const id = userUuid?.toLowerCase();
    for (const person of [...this.#room(meetingNum, appKey).people]) if (person.userUuid === id) person.removed(reason);
  }

  /** Locks a room, or unlocks it: who is in stays in. */
  setRoomLocked(meetingNum: string, locked: boolean, { appKey }: InApp = {}): void {
    this.#room(meetingNum, appKey).locked = locked;
  }

  /** The IM account that a meeting account is bound to, or `undefined`. */
  boundAccid(userUuid: string, { appKey }: InApp = {}): string | undefined {
    return this.app(appKey).meetingAccounts.get(named('userUuid', userUuid).toLowerCase())?.accid;
  }

  /** Whether an IM account is logged in somewhere with its line up. */
  isOnline(accid: string, { appKey }: InApp = {}): boolean {
    return this.app(appKey).lines.has(named('accid', accid).toLowerCase());
  }

  /** For the fakes: an app that must be there. */
  app(appKey: string = this.appKey): App {
    return this.findApp(appKey) ?? unknown('app key', appKey);
  }

  /** For the fakes: an app, if there is one. */
  findApp(appKey: string): App | undefined {
    return this.#apps.get(appKey);
  }

  #imAccount(accid: string, appKey: string | undefined): ImRecord {
    return this.app(appKey).imAccounts.get(named('accid', accid).toLowerCase()) ?? unknown('IM account', accid);
  }

  #meetingAccount(userUuid: string, appKey: string | undefined): MeetingRecord {
    const id = named('userUuid', userUuid).toLowerCase();
    return this.app(appKey).meetingAccounts.get(id) ?? unknown('meeting account', userUuid);
  }

  #room(meetingNum: string, appKey: string | undefined): Room {
    return this.app(appKey).rooms.get(meetingNum) ?? unknown('meeting', meetingNum);
  }
}

const kickReasons: readonly KickReason[] = ['otherClient', 'server', 'kickedByClient', 'quiet'];

const wrong = (message: string) => new SessionError('invalidInput', { message });

function unknown(what: string, id: string): never {
  throw wrong(`the fake server knows no ${what} "${id}"`);
}

function named(what: string, value: string): string {
  if (typeof value !== 'string' || value === '') throw wrong(`${what} must be a non-empty string`);
  return value;
}
