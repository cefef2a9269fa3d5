import {
  type CommandName,
  createSession,
  eventTypes,
  type ImStatus,
  type MeetingStatus,
  type ReusePolicy,
  type Session,
  type SessionError,
  type SessionOptions,
  type SessionPorts,
  type SessionSnapshot,
} from '@partyline/core';
import { atEveryMoment, atRest, atTheCall } from '../invariants/index.ts';
import type { CallView, Invariant, View } from '../invariants/view.ts';
import { appKey } from './people.ts';
import { type Asked, watched } from './watched.ts';

export interface Setting {
  readonly policy: ReusePolicy;
  readonly directory: boolean;
}

/** A command that was given, and how it ended. */
export interface Call {
  readonly name: CommandName;
  readonly argument: unknown;
  readonly abort: AbortController;
  settled: number;
  error?: unknown;
}

/** What is so, whatever the session says. */
export interface Truth {
  im(): ImStatus;
  meeting(): MeetingStatus;
  boundAccid(userUuid: string): string | undefined;
}

export interface Checks {
  /** True whenever anybody looks. */
  readonly moment: readonly Invariant[];
  /** True at the moment of every port call. */
  readonly call: ReadonlyArray<Invariant<CallView>>;
  /** True when nothing is in flight. */
  readonly rest: readonly Invariant[];
}

/** A session over any ports, and every check of the spec's invariants on the way. */
export class Scene {
  readonly setting: Setting;
  readonly truth: Truth;
  readonly session: Session;
  readonly calls: Call[] = [];
  readonly asked: Asked[] = [];
  readonly events: Array<{ readonly type: string; readonly event: unknown; readonly snapshot: SessionSnapshot }> = [];
  readonly snapshots: SessionSnapshot[] = [];
  /** What was found wrong. A listener can't throw it: the session shields itself from its listeners. */
  readonly violations: string[] = [];
  /** The account that the host itself logged in, for as long as that login lives. */
  host: string | null = null;
  /** The teardown that settled last, as long as nobody has asked for anything since. */
  quiet: CommandName | null = null;
  /** Every token that the session was given. */
  readonly tokens = new Set<string>();

  constructor(
    setting: Setting,
    truth: Truth,
    ports: SessionPorts | ((scene: Scene) => SessionPorts),
    timeouts: NonNullable<SessionOptions['timeouts']> = {},
  ) {
    this.setting = setting;
    this.truth = truth;
    this.session = createSession(
      watched(typeof ports === 'function' ? ports(this) : ports, {
        asked: this.asked,
        host: () => this.host,
        onCall: (call, earlier) => this.#report(this.checks.call, { ...this.view(), call, earlier }),
      }),
      { appKey, reuse: setting.policy, timeouts },
    );
    for (const type of eventTypes) {
      this.session.on(type, (event) => {
        this.events.push({ type, event, snapshot: this.session.snapshot });
        this.look();
      });
    }
    this.session.subscribe((snapshot) => {
      this.snapshots.push(snapshot);
      this.look();
    });
  }

  /** What is checked, and when. */
  get checks(): Checks {
    return { moment: atEveryMoment, call: atTheCall, rest: atRest };
  }

  view(): View {
    return {
      policy: this.setting.policy,
      appKey,
      snapshot: this.session.snapshot,
      previous: this.snapshots.at(-2),
      im: this.truth.im(),
      meeting: this.truth.meeting(),
      boundAccid: (userUuid) => this.truth.boundAccid(userUuid),
      host: this.host,
      quiet: this.quiet,
      events: this.events,
      actor: this.session.actor.getSnapshot().status,
    };
  }

  /** Nothing is in flight: neither a command nor a port call that was given up. */
  get resting(): boolean {
    return this.session.snapshot.busy === null && !this.asked.some(({ open }) => open);
  }

  /** Whether nothing happens now but what is asked for: then what happens is its doing. */
  get still(): boolean {
    return true;
  }

  /** Checks what must be true at every moment, and at rest what must be true then. */
  look(): void {
    this.#report(this.checks.moment, this.view());
  }

  lookAtRest(): void {
    this.look();
    if (this.resting) this.#report(this.checks.rest, this.view());
  }

  give(name: CommandName, argument: unknown, timeout?: number): Call {
    const call: Call = { name, argument, abort: new AbortController(), settled: 0 };
    this.calls.push(call);
    this.#learn(argument);
    this.quiet = null;
    const options = { signal: call.abort.signal, ...(timeout !== undefined && { timeout }) };
    this.#invoke(name, argument, options).then(
      () => {
        call.settled++;
        if (this.unsettled.length === 0 && ['logoutIm', 'signOut', 'logoutMeeting'].includes(name)) this.quiet = name;
      },
      (error: unknown) => {
        call.settled++;
        call.error = error;
      },
    );
    return call;
  }

  #learn(argument: unknown): void {
    if (typeof argument !== 'object' || argument === null) return;
    for (const [key, value] of Object.entries(argument)) {
      if (typeof value === 'string' && (key === 'token' || key === 'password')) this.tokens.add(value);
      else this.#learn(value);
    }
  }

  get unsettled(): readonly Call[] {
    return this.calls.filter(({ settled }) => settled === 0);
  }

  #invoke(name: CommandName, argument: unknown, options: object): Promise<unknown> {
    if (name === 'dispose') return this.session.dispose();
    const command = this.session[name] as (...args: unknown[]) => Promise<unknown>;
    return argument === undefined ? command(options) : command(argument, options);
  }

  #report<V extends View>(checks: ReadonlyArray<{ name: string; check: (view: V) => string | null }>, view: V): void {
    for (const { name, check } of checks) {
      const found = check(view);
      if (found !== null) this.violations.push(`${name}: ${found}`);
    }
  }

  /** Throws what was found wrong so far. */
  judge(): void {
    const [first] = this.violations;
    if (first !== undefined) throw new Error(`${first}\n${this.story()}`);
  }

  /** What happened, for a person who reads a counterexample. */
  story(): string {
    const asked = this.asked.map(({ port, method, about, open }) => {
      return `${port}.${method}${JSON.stringify(about)}${open ? ' (open)' : ''}`;
    });
    const errors = this.calls.map(({ name, settled, error }) => {
      const { kind } = (error ?? {}) as Partial<SessionError>;
      return `${name}: ${settled === 0 ? 'pending' : (kind ?? 'resolved')}`;
    });
    return [
      `asked: ${asked.join(', ')}`,
      `calls: ${errors.join(', ')}`,
      `snapshot: ${JSON.stringify(this.session.snapshot)}`,
      `im: ${JSON.stringify(this.truth.im())} meeting: ${JSON.stringify(this.truth.meeting())} host: ${this.host}`,
    ].join('\n');
  }
}
