import { type App, ImAccount, type MeetingAccount, normalAccid, type Policy } from './accounts.ts';
import type { Clock } from './clock.ts';
import { CloudError } from './errors.ts';
import { Events } from './events.ts';
import { type FaultRule, Faults } from './faults.ts';
import type { KickReason } from './line.ts';
import { Lines } from './lines.ts';
import { Passthrough } from './passthrough.ts';
import type { AppInput, ImAccountInput, MeetingAccountInput, State, TokenChange } from './state.ts';

/** The app that exists from the start. */
export const defaultApp = { appKey: 'partyline', appSecret: 'partyline-secret' } as const;

interface AppState {
  app: App;
  readonly im: Map<string, ImAccount>;
  /** By the id in lower case; the account keeps the spelling it was made with. */
  readonly meeting: Map<string, MeetingAccount>;
  /** The same accounts, by the IM account each is bound to. */
  readonly bound: Map<string, MeetingAccount>;
}

/** The state every service of the emulator works on. Services ask and change it here and keep none of their own. */
export class Cloud {
  readonly clock: Clock;
  readonly events: Events;
  readonly faults = new Faults();
  readonly lines = new Lines();
  readonly passthrough = new Passthrough();
  readonly #policy: Policy;
  readonly #initialApps: readonly AppInput[];
  readonly #apps = new Map<string, AppState>();
  readonly #onReplaced: (() => void)[] = [];
  #ids = 0;

  constructor(clock: Clock, apps: readonly AppInput[] = [], policy: Policy = 'onePerAccount') {
    this.clock = clock;
    this.events = new Events(() => clock.now());
    this.#policy = policy;
    this.#initialApps = [defaultApp, ...apps];
    for (const app of this.#initialApps) this.setApp(app);
  }

  /** A number never given before: ids count up, so that two runs of one scenario look the same. */
  nextId(): number {
    this.#ids += 1;
    return this.#ids;
  }

  app(appKey: string): App | undefined {
    return this.#apps.get(appKey)?.app;
  }

  imAccount(appKey: string, accid: string): ImAccount | undefined {
    return this.#apps.get(appKey)?.im.get(normalAccid(accid));
  }

  meetingAccount(appKey: string, userUuid: string): MeetingAccount | undefined {
    return this.#apps.get(appKey)?.meeting.get(normalAccid(userUuid));
  }

  /** The meeting account bound to an IM account: the binding is one to one. */
  meetingAccountOf(appKey: string, accid: string): MeetingAccount | undefined {
    return this.#apps.get(appKey)?.bound.get(normalAccid(accid));
  }

  /** Creates an app or changes it; its accounts stay. */
  setApp(input: AppInput): App {
    if (input.appKey === '') throw new CloudError('INVALID', 'an app needs an appKey');
    const known = this.#apps.get(input.appKey);
    const app: App = {
      appKey: input.appKey,
      appSecret: input.appSecret,
      policy: input.policy ?? known?.app.policy ?? this.#policy,
    };
    if (known === undefined) this.#apps.set(app.appKey, { app, im: new Map(), meeting: new Map(), bound: new Map() });
    else known.app = app;
    return app;
  }

  addImAccount(input: ImAccountInput): ImAccount {
    const { im } = this.#appState(input.appKey);
    const accid = normalAccid(input.accid);
    if (accid === '') throw new CloudError('INVALID', 'an IM account needs an accid');
    if (im.has(accid)) throw new CloudError('ACCOUNT_EXISTS', `IM account ${accid} exists already`);
    const account = new ImAccount({
      appKey: input.appKey,
      accid,
      token: input.token,
      enabled: input.enabled ?? true,
      profile: input.profile ?? {},
    });
    im.set(accid, account);
    return account;
  }

  addMeetingAccount(input: MeetingAccountInput): MeetingAccount {
    const { meeting, im, bound } = this.#appState(input.appKey);
    const accid = normalAccid(input.accid);
    if (input.userUuid === '') throw new CloudError('INVALID', 'a meeting account needs a userUuid');
    if (meeting.has(normalAccid(input.userUuid))) {
      throw new CloudError('ACCOUNT_EXISTS', `meeting account ${input.userUuid} exists already`);
    }
    if (!im.has(accid)) throw new CloudError('ACCOUNT_UNKNOWN', `there is no IM account ${accid} to bind to`);
    if (bound.has(accid)) {
      throw new CloudError('ACCOUNT_EXISTS', `IM account ${accid} has a meeting account already`);
    }
    const account = {
      appKey: input.appKey,
      userUuid: input.userUuid,
      userToken: input.userToken,
      accid,
      enabled: input.enabled ?? true,
      profile: input.profile ?? {},
    };
    meeting.set(normalAccid(account.userUuid), account);
    bound.set(accid, account);
    return account;
  }

  removeMeetingAccount(appKey: string, userUuid: string): boolean {
    const { meeting, bound } = this.#appState(appKey);
    const account = meeting.get(normalAccid(userUuid));
    if (account !== undefined) bound.delete(account.accid);
    return meeting.delete(normalAccid(userUuid));
  }

  /** Changes a token. Live lines stay; the next login or reconnect with the old token is refused. */
  changeToken(change: TokenChange): void {
    if ('userUuid' in change) this.#requireMeeting(change.appKey, change.userUuid).userToken = change.userToken;
    else this.#requireIm(change.appKey, change.accid).token = change.token;
  }

  /** Kicks every line of the account; answers how many there were. Reason 2 (the server) unless told otherwise. */
  kick(target: { appKey: string; accid: string; reason?: KickReason | undefined }, description = ''): number {
    const lines = [...this.lines.of(this.#requireIm(target.appKey, target.accid))];
    for (const line of lines) line.kick(target.reason ?? 2, description);
    return lines.length;
  }

  /** Cuts, freezes or thaws every line of the account; answers how many there were. */
  line(target: { appKey: string; accid: string; action: 'drop' | 'freeze' | 'thaw' }): number {
    const account = this.#requireIm(target.appKey, target.accid);
    const frozen = [...this.lines.frozen].filter((line) => line.account === account);
    const lines = new Set([...this.lines.of(account), ...(target.action === 'freeze' ? [] : frozen)]);
    for (const line of lines) line[target.action]();
    return lines.size;
  }

  /** Pushes a passthrough notification (22_2) to every line of the account; answers how many there were. */
  notify(target: { appKey: string; accid: string; from: string; body: string }): number {
    const lines = [...this.lines.of(this.#requireIm(target.appKey, target.accid))];
    for (const line of lines) line.notify(target.from, target.body);
    return lines.length;
  }

  addFault(rule: FaultRule): void {
    this.faults.add(rule);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  exportState(): State & { readonly connections: number } {
    const states = [...this.#apps.values()];
    return {
      apps: states.map(({ app }) => ({ ...app })),
      imAccounts: states.flatMap(({ im }) => [...im.values()].map((account) => ({ ...account }))),
      meetingAccounts: states.flatMap(({ meeting }) => [...meeting.values()].map((account) => ({ ...account }))),
      connections: this.lines.size,
    };
  }

  /** Replaces the whole state. Every line is cut: the world it had logged in to is gone. All or nothing. Faults stay. */
  importState(state: State): void {
    const next = new Cloud(this.clock, [], this.#policy);
    next.#apps.clear();
    for (const app of state.apps) next.setApp(app);
    for (const account of state.imAccounts) next.addImAccount(account);
    for (const account of state.meetingAccounts) next.addMeetingAccount(account);
    this.#replace(next);
  }

  /** Back to the start: no accounts, rooms, faults and used nonces, the apps the emulator was started with, every line cut. */
  reset(): void {
    this.faults.clear();
    this.#replace(new Cloud(this.clock, this.#initialApps, this.#policy));
  }

  /** Runs whenever the whole state is replaced: what a service keeps beside it about the old accounts goes with them. */
  onReplaced(run: () => void): void {
    this.#onReplaced.push(run);
  }

  #replace(next: Cloud): void {
    // One that was evicted while it was frozen is in no account's list any more, and nobody could thaw it.
    for (const line of [...this.lines.frozen]) line.drop();
    for (const { im } of this.#apps.values()) {
      for (const { lines } of im.values()) for (const line of lines) line.drop();
    }
    this.#apps.clear();
    for (const [appKey, state] of next.#apps) this.#apps.set(appKey, state);
    for (const run of this.#onReplaced) run();
  }

  #appState(appKey: string): AppState {
    const state = this.#apps.get(appKey);
    if (state === undefined) throw new CloudError('APP_UNKNOWN', `there is no app ${appKey}`);
    return state;
  }

  #requireIm(appKey: string, accid: string): ImAccount {
    const account = this.#appState(appKey).im.get(normalAccid(accid));
    if (account === undefined) throw new CloudError('ACCOUNT_UNKNOWN', `there is no IM account ${accid}`);
    return account;
  }

  #requireMeeting(appKey: string, userUuid: string): MeetingAccount {
    const account = this.#appState(appKey).meeting.get(normalAccid(userUuid));
    if (account === undefined) throw new CloudError('ACCOUNT_UNKNOWN', `there is no meeting account ${userUuid}`);
    return account;
  }
}
