// Runs in the page, beside the vendor's scripts: the host app of a story. Everything crosses to Node as plain data.
import {
  type CommandName,
  createSession,
  eventTypes,
  isSessionError,
  type ReusePolicy,
  type Session,
  type SessionEvent,
  type SessionSnapshot,
} from '@partyline/core';
import { type Generation, type Sdks, sdksOf } from './sdks.ts';

/** What Node lends the page: the app's own server, which knows who is bound to whom. */
interface Lent {
  boundAccid(url: string, userUuid: string): Promise<string | undefined>;
}

export interface Opening {
  readonly url: string;
  readonly generation: Generation;
  readonly reuse?: ReusePolicy;
  /** Whether the session asks the app's server for bindings. */
  readonly directory?: boolean;
  /** The session gets a chat of its own, and the host's chat is on another instance that nobody tells it of. */
  readonly chatApart?: boolean;
}

const appKey = 'partyline';

/** How a command ended. */
export type Ended =
  | { readonly state: string; readonly mode: string | null }
  | { readonly kind: string; readonly code?: number | undefined; readonly message: string };

/** A token, or what a provider answers, one after the other and the last one for ever. */
export type Tokens = string | readonly string[];

/** An event in one word or two. */
function word(event: SessionEvent): string {
  if ('reason' in event) return `${event.type} ${event.reason}`;
  if (event.type === 'listenerFailed' || !('error' in event)) return event.type;
  return `${event.type} ${event.error.kind}`;
}

export class StoryApp {
  readonly heard: string[] = [];
  readonly states: string[] = [];
  #sdks: Sdks | undefined;
  #chat: Sdks | undefined;
  #session: Session | undefined;
  #asked = 0;
  readonly #accids: string[] = [];
  #given = new Map<string, Promise<Ended>>();
  #aborts = new Map<string, AbortController>();

  open({ url, generation, reuse = 'required', directory = false, chatApart = false }: Opening): void {
    const sdks = sdksOf(generation, url, appKey);
    this.#sdks = sdks;
    this.#chat = chatApart ? sdksOf(generation, url, appKey) : sdks;
    const { im, meeting } = sdks;
    const { boundAccid } = globalThis as unknown as Lent;
    const ports = {
      im,
      meeting,
      ...(directory && { directory: { boundAccid: (userUuid: string) => boundAccid(url, userUuid) } }),
    };
    // A loaded machine is slow: what the stories are about is not the deadlines.
    this.#session = createSession(ports, { appKey, reuse, timeouts: { command: 120_000, step: 60_000 } });
    for (const type of eventTypes)
      this.#session.on(type, (event) => this.heard.push(word({ type, ...event } as never)));
    this.#session.subscribe(({ state }) => {
      if (this.states.at(-1) !== state) this.states.push(state);
      this.#note();
    });
  }

  /** Gives a command and answers how it ended. */
  async run(name: CommandName, argument?: object, signal?: AbortSignal): Promise<Ended> {
    type Run = (...args: unknown[]) => Promise<SessionSnapshot | undefined>;
    const command = this.#need(this.#session)[name] as Run;
    try {
      const done = await command(...(argument ? [this.#account(argument)] : []), ...(signal ? [{ signal }] : []));
      return { state: (done ?? this.snapshot()).state, mode: (done ?? this.snapshot()).mode };
    } catch (error) {
      if (!isSessionError(error)) return { kind: 'no SessionError', message: String(error) };
      return { kind: error.kind, code: error.code, message: error.message };
    }
  }

  /** Gives a command; `ended` waits for it. */
  give(name: CommandName, argument?: object): void {
    const abort = new AbortController();
    this.#aborts.set(name, abort);
    this.#given.set(name, this.run(name, argument, abort.signal));
  }
  abort(name: CommandName): void {
    this.#aborts.get(name)?.abort(new Error('not wanted'));
  }
  ended(name: CommandName): Promise<Ended> {
    return this.#need(this.#given.get(name));
  }

  /** The kind of the error that a command would be refused with, or `ok`. */
  can(name: CommandName, argument?: object): string {
    const session = this.#need(this.#session);
    const answer = argument ? session.can(name, argument as never) : session.can(name);
    return answer.ok ? 'ok' : answer.error.kind;
  }

  snapshot(): SessionSnapshot {
    return this.#need(this.#session).snapshot;
  }

  /** Everything a story looks at: the session's word, and what the SDKs say of themselves. */
  now() {
    const { state, im, meeting, mode, room, failure } = this.snapshot();
    const { kit, meeting: port } = this.#need(this.#sdks);
    const { status, accid } = this.#need(this.#sdks).chat();
    return {
      state,
      im: im && `${im.accid} ${im.owner} ${im.line}`,
      meeting: meeting && (meeting.kind === 'member' ? meeting.userUuid : 'guest'),
      mode,
      room: room?.meetingNum ?? null,
      failure: failure && `${failure.error.kind} -> ${failure.recoverTo}`,
      chat: accid ?? (status === 0 ? 'out' : 'on the way'),
      kit: kit.authService.isLoggedIn ? 'in' : 'out',
      port: port.status().phase,
    };
  }

  /** Resolves with what is so once the session is at rest in this state. */
  async until(state: SessionSnapshot['state']) {
    await this.#need(this.#session).until((snapshot) => snapshot.state === state && snapshot.busy === null);
    return this.now();
  }
  async untilHeard(word: string, times = 1): Promise<void> {
    const session = this.#need(this.#session);
    while (this.heard.filter((one) => one === word).length < times) {
      await new Promise<void>((resolve) => {
        const off = eventTypes.map((type) =>
          session.on(type, () => {
            for (const stop of off) stop();
            queueMicrotask(resolve);
          }),
        );
      });
    }
  }

  hostLogin(accid: string, token: string): Promise<string> {
    const login = this.#need(this.#chat).hostLogin(accid, token);
    this.#note();
    return login.then(
      () => 'ok',
      ({ code }) => String(code),
    );
  }
  hostLogout(): Promise<void> {
    return this.#need(this.#chat).hostLogout();
  }
  /** Whom the host's chat shows. */
  hostAccount(): string | undefined {
    return this.#need(this.#chat).chat().accid;
  }

  /** The server knows of a login before the chat does. */
  async untilHostAccount(accid: string): Promise<void> {
    while (this.hostAccount() !== accid) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Everybody whom the IM port ever showed as logged in, in that order; looked at after everything that an SDK may do. */
  accids(): readonly string[] {
    return this.#accids;
  }

  /** Sends a control message by the kit, as a member does in a meeting. */
  async control(roomUuid: string, action: number): Promise<string> {
    const { _im: im } = this.#need(this.#sdks).kit;
    im.setRoomId(roomUuid);
    return im.sendMemberProxy({ action }).then(
      () => 'ok',
      (error) => String(error?.code ?? error),
    );
  }

  /** What the kit has not answered of what it was asked to end, and whose IM clients of its own are still there. */
  leftOver() {
    const sdks = this.#need(this.#sdks);
    return { unanswered: sdks.unanswered(), clients: sdks.kitsClients() };
  }

  /** Resolves when the kit's own IM has lost its line and waits for the next attempt. */
  async untilKitWaits(): Promise<void> {
    while (this.#need(this.#sdks).kitsOwn().status !== 3) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** How often token providers were asked. */
  asked(): number {
    return this.#asked;
  }

  async end(): Promise<void> {
    await this.#session?.dispose();
    await this.#chat?.end();
    await this.#sdks?.end();
  }

  /** Lists of tokens become providers. */
  #account(argument: object): object {
    return Object.fromEntries(
      Object.entries(argument).map(([key, value]) => {
        if (key !== 'token' || typeof value === 'string') {
          const nested = typeof value === 'object' && value !== null && !Array.isArray(value);
          return [key, nested ? this.#account(value) : value];
        }
        const left = [...(value as readonly string[])];
        return [
          key,
          async () => {
            this.#asked += 1;
            return left.length > 1 ? left.shift() : left[0];
          },
        ];
      }),
    );
  }

  #note(): void {
    const status = this.#need(this.#sdks).im.status();
    if (status.phase === 'loggedIn' && this.#accids.at(-1) !== status.accid) this.#accids.push(status.accid);
  }

  #need<T>(value: T | undefined): T {
    if (value === undefined) throw new Error('open comes first');
    return value;
  }
}

/** What the page offers Node. */
const here = globalThis as unknown as { app: StoryApp; renew(): void };
here.renew = () => {
  here.app = new StoryApp();
};
