// Runs in the page: the property suite's checks on a session over the vendor's own SDKs and an emulator.
import type { ImStatus, MeetingStatus } from '@partyline/core';
import { noAnonymousJoin } from '../../../properties/invariants/no-anonymous-join.ts';
import { oneImLogin } from '../../../properties/invariants/one-im-login.ts';
import { reusedIsBound } from '../../../properties/invariants/reused-is-bound.ts';
import { appKey, im } from '../../../properties/world/people.ts';
import { type Checks, Scene, type Setting } from '../../../properties/world/scene.ts';
import type { LiveCloud } from '../live-cloud.ts';
import { inOrder, Journal } from './journal.ts';
import { type Generation, type Sdks, sdksOf } from './sdks.ts';

/** What Node offers the page: clouds, by their number. */
export interface LiveHatch {
  openCloud(): Promise<{ readonly id: number; readonly url: string; readonly calls: readonly string[] }>;
  askCloud(id: number, call: string, args: readonly unknown[]): Promise<unknown>;
}

export interface LiveSetting extends Setting {
  readonly generation: Generation;
}

const bound: Readonly<Record<string, string>> = { ann: 'alice', ben: 'bob' };
/** How long a world may take to come to rest, in milliseconds: far longer than anything takes. */
const patience = 90_000;
/** After so long, in milliseconds, the kit is not going to answer any more: its IM gives up on a dead line after ten seconds. */
const silence = 12_000;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What the SDKs themselves say. Only who heard a line drop knows that it is to come back: there the port has the word. */
function truth({ chat, kitsOwn, im, meeting }: Sdks) {
  return {
    im(): ImStatus {
      // Whoever is in a meeting of the kit's own sees the kit's client; its line heals without a word.
      const kits = kitsOwn().accid;
      if (kits !== undefined) return { phase: 'loggedIn', accid: kits, appKey, line: 'online' };
      const { status, accid } = chat();
      if (accid) return { phase: 'loggedIn', accid, appKey, line: 'online' };
      const said = im.status();
      return status < 2 && said.phase === 'loggedIn' ? { phase: 'ready', appKey } : said;
    },
    meeting: (): MeetingStatus => meeting.status(),
    boundAccid: (userUuid: string) => bound[userUuid.toLowerCase()],
  };
}

export class LiveWorld extends Scene {
  readonly sdks: Sdks;
  readonly cloud: LiveCloud;
  /** What was done, for a person who reads a counterexample. */
  readonly done: string[] = [];
  readonly generation: Generation;
  #cut = false;
  /** Calls of the host's that its SDK has not answered. */
  #hosting = 0;
  #calm = false;

  readonly #journal: Journal;

  private constructor(setting: LiveSetting, sdks: Sdks, cloud: LiveCloud, journal: Journal) {
    const { im, meeting } = journal.ports({ im: sdks.im, meeting: sdks.meeting });
    const directory = { boundAccid: async (userUuid: string) => bound[userUuid.toLowerCase()] };
    // Deadlines that a slow machine keeps; what happens when one passes is proved on the fakes, whose time stands still.
    const timeouts = { command: 60_000, step: 60_000 };
    super(setting, truth(sdks), { im, meeting, ...(setting.directory && { directory }) }, timeouts);
    this.#journal = journal;
    journal.watch(this.session);
    this.generation = setting.generation;
    this.sdks = sdks;
    this.cloud = cloud;
    sdks.im.subscribe(({ type }) => {
      if (type !== 'lineDown' && type !== 'lineUp') this.host = null;
    });
  }

  static async open(setting: LiveSetting): Promise<LiveWorld> {
    const here = globalThis as unknown as LiveHatch;
    const { id, url, calls } = await here.openCloud();
    const ask = (call: string) => [call, (...args: unknown[]) => here.askCloud(id, call, args)] as const;
    const cloud = Object.fromEntries(calls.map(ask)) as unknown as LiveCloud;
    const journal = new Journal();
    return new LiveWorld(setting, sdksOf(setting.generation, url, appKey, journal), cloud, journal);
  }

  /**
   * An SDK changes before it says so: status 1 of nobody while a logout travels, a login that is gone while its instance is
   * destroyed. What compares the session with the SDK is asked at rest, and of calls only while the host does nothing.
   */
  override get checks(): Checks {
    const { moment, call, rest } = super.checks;
    const calm = !(#hosting in this) || this.#hosting === 0;
    return {
      moment: moment.filter((check) => check !== reusedIsBound),
      call: calm ? call : call.filter((check) => check === oneImLogin || check === noAnonymousJoin),
      rest: [...rest, reusedIsBound],
    };
  }

  /** Only `rest()` knows: an adapter tells of a loss in a moment of its own, after the SDK has shown it. */
  override get resting(): boolean {
    return #calm in this && this.#calm;
  }

  override get still(): boolean {
    return super.resting && this.#hosting === 0;
  }

  async drop(network: 'up' | 'cut'): Promise<void> {
    this.#cut ||= network === 'cut';
    await this.cloud.drop(network);
  }

  async heal(): Promise<void> {
    this.#cut = false;
    await this.cloud.heal();
  }

  /** The host does something through its own SDK; nobody waits for it. */
  hostDoes(act: () => Promise<unknown>, accid: string | null = null): void {
    this.quiet = null;
    this.#hosting += 1;
    const calls = this.asked.length;
    const alone = () =>
      !this.asked.slice(calls).some(logsIn) && !this.asked.slice(0, calls).some((one) => one.open && logsIn(one));
    const before = alone();
    const over = () => {
      this.#hosting -= 1;
      this.quiet = null;
    };
    act().then(() => {
      // Where the session was logging in meanwhile, nobody can tell whose login it is.
      if (before && alone() && this.sdks.chat().accid === accid) this.host = accid;
      over();
    }, over);
  }

  hostLogin(who: keyof typeof im): void {
    const { accid, token } = im[who];
    if (typeof token === 'string') this.hostDoes(() => this.sdks.hostLogin(accid, token), accid);
  }

  hostLogout(): void {
    this.hostDoes(() => this.sdks.hostLogout());
  }

  /** Why the world is not at rest, or nothing: then session, SDKs and server are all of one mind. */
  async #unrest(): Promise<string | undefined> {
    const { snapshot } = this.session;
    const [waiting] = this.unsettled;
    if (waiting) return `${waiting.name} has not settled`;
    if (!super.resting) return `busy: ${snapshot.busy}`;
    if (this.#hosting > 0) return 'the host waits for its SDK';
    const chat = this.sdks.chat();
    const kit = this.sdks.kitsOwn();
    if (!this.#cut && Math.max(chat.status, kit.status) > 1) return 'an IM client is on its way';
    const wire = (await this.cloud.online()).sort().join();
    const sdks = [chat.accid, kit.status === 1 ? kit.accid : undefined].flatMap((accid) => accid?.toLowerCase() ?? []);
    return wire === sdks.sort().join() ? undefined : `on the wire there is "${wire}", in the SDKs "${sdks}"`;
  }

  /** What changes with anything that happens. */
  #look(): string {
    const { sdks, session, snapshots } = this;
    return JSON.stringify([
      sdks.chat(),
      sdks.kitsOwn(),
      sdks.meeting.status(),
      session.snapshot.busy,
      snapshots.length,
    ]);
  }

  /** Waits until nothing is in flight, and checks that everybody says the same. */
  async rest(): Promise<void> {
    // What waits for the line would wait in vain.
    if (this.#cut && (this.unsettled.length > 0 || this.#hosting > 0 || !super.resting)) await this.heal();
    const end = Date.now() + patience;
    let before = '';
    for (;;) {
      await pause(4);
      const why = await this.#unrest();
      const now = this.#look();
      // Twice the same, and a task of everybody's own in between.
      if (why === undefined && now === before) break;
      before = why === undefined ? now : '';
      if (Date.now() > end) throw new Error(`no rest within ${patience} ms: ${why}\n${this.story()}`);
    }
    this.#calm = true;
    this.lookAtRest();
    this.#calm = false;
    const { kit, meeting } = this.sdks;
    const isIn = kit.isInitialized && kit.authService.isLoggedIn;
    if (isIn !== (meeting.status().phase === 'loggedIn')) {
      this.violations.push(`9 the kit is logged ${isIn ? 'in' : 'out'}, its port says otherwise`);
    }
    this.judge();
  }

  override story(): string {
    return `done: ${this.done.join(', ')}\n${super.story()}`;
  }

  /** Everything that happened, on both sides of the wire. */
  async history(): Promise<string> {
    return inOrder(this.#journal.lines, await this.cloud.lately());
  }

  async end(): Promise<void> {
    await this.session.dispose();
    await this.sdks.end();
    // Whatever the kit was asked to end it has ended by now, and said so.
    const over = Date.now() + silence;
    while (this.#leftOver() !== undefined && Date.now() < over) await pause(4);
    const left = this.#leftOver();
    const history = left === undefined ? '' : await this.history();
    await this.cloud.close();
    if (left !== undefined) throw new Error(`${left}\n${this.story()}\n${history}`);
  }

  /** What the kit has left over, if it has. */
  #leftOver(): string | undefined {
    const [silent] = this.sdks.unanswered();
    if (silent !== undefined) return `the kit never answered ${silent}()`;
    const [client] = this.sdks.kitsClients();
    return client === undefined ? undefined : `the kit left its own IM client of ${client}`;
  }
}

const logsIn = ({ port, method }: { readonly port: string; readonly method: string }) =>
  port === 'im' && (method === 'login' || method === 'logout' || method === 'close');
