import { createSession, isSessionError, type Permission, type Session, SessionError } from '@partyline/core';
import { createMemoryCloud, type MemoryCloud } from '../memory/cloud.ts';
import { ManualClock } from '../memory/manual-clock.ts';
import { type Act, type CommandAct, checkAct, isCommandAct } from './act.ts';
import { give, permission } from './command.ts';
import type { Beliefs, Happening } from './entry.ts';
import { Outside } from './outside.ts';
import { plainError } from './plain.ts';
import { Recorder } from './recorder.ts';
import { checkSetting, type Setting } from './setting.ts';
import { type Trace, traceVersion } from './trace.ts';
import { Wallet } from './wallet.ts';
import { watchPorts } from './watch-ports.ts';
import { sessionWatcher } from './watch-session.ts';

/**
 * A session on the fakes whose every happening is written down. Time is its own and passes only in `advanceTo`, so the
 * same acts at the same times always lead to the same entries.
 */
export class FakeRun {
  readonly ranOn = 'fakes';
  readonly setting: Setting;
  readonly session: Session;
  readonly recorder: Recorder;
  readonly #cloud: MemoryCloud;
  readonly #clock = new ManualClock();
  readonly #wallet: Wallet;
  readonly #outside: Outside;
  readonly #callers = new Map<number, AbortController>();
  #commands = 0;
  #beliefs = '';

  /** Throws `SessionError` `invalidInput` when something is missing in the setting, or contradicts the rest. */
  constructor(setting: Setting) {
    checkSetting(setting);
    const { appKey, reuse, timeouts, directory } = setting;
    this.setting = setting;
    this.recorder = new Recorder(() => this.#clock.now);
    this.#cloud = createMemoryCloud({ appKey, clock: this.#clock });
    this.#wallet = new Wallet(this.#cloud.server, setting);
    const note = (happening: Happening) => {
      // What the SDKs say changes first, then somebody is told, then the session says something new.
      if (happening.type !== 'call') this.#look();
      this.recorder.note(happening);
    };
    const parts = { cloud: this.#cloud, wallet: this.#wallet, setting };
    this.#outside = new Outside(parts, note, (call) => this.#callers.get(call)?.abort());
    const { directory: book, ...others } = this.#cloud.ports;
    const watcher = sessionWatcher(note);
    this.session = createSession(watchPorts(directory ? { ...others, directory: book } : others, note), {
      appKey,
      reuse,
      timeouts,
      inspect: watcher.inspect,
    });
    watcher.watch(this.session);
    this.#look();
  }

  /** Milliseconds since the run began. */
  get now(): number {
    return this.#clock.now;
  }

  /** When something is due to happen by itself, or `undefined`. */
  get next(): number | undefined {
    return this.#clock.next;
  }

  /** How many commands have not ended yet. */
  get pending(): number {
    return this.#callers.size;
  }

  /** Whether the session would permit a command right now. Throws `invalidInput` for what is no act. */
  can(act: CommandAct): Permission {
    checkAct(act);
    return permission(this.session, act, this.#wallet);
  }

  /** Does something, and lets everything happen that follows from it without time passing. Rejects `invalidInput` for what is no act. */
  async perform(act: Act): Promise<void> {
    checkAct(act);
    if (isCommandAct(act)) this.#command(act);
    else {
      this.recorder.note({ type: 'act', act });
      try {
        await this.#outside.do(act);
      } catch (thrown) {
        const error = isSessionError(thrown) ? thrown : new SessionError('adapter', { cause: thrown });
        this.recorder.note({ type: 'impossible', error: plainError(error) });
      }
    }
    await this.#clock.settle();
    this.#look();
  }

  /** Lets time pass until `at`, from one thing that is due to the next. Rejects `invalidInput` for what is no time. */
  async advanceTo(at: number): Promise<void> {
    if (!Number.isFinite(at)) throw new SessionError('invalidInput', { message: 'FakeRun: at must be milliseconds' });
    for (let { next } = this; next !== undefined && next <= at; { next } = this) {
      await this.#clock.advance(Math.max(0, next - this.now));
      this.#look();
    }
    await this.#clock.advance(Math.max(0, at - this.now));
  }

  /** Everything so far, to be saved, shared and played again. */
  trace(): Trace {
    const { setting, now, ranOn } = this;
    return {
      format: 'partyline-trace',
      version: traceVersion,
      ranOn,
      setting,
      entries: this.recorder.entries,
      end: now,
    };
  }

  /** Ends the session, and lets as much time pass as that takes. */
  async close(): Promise<void> {
    let over = false;
    const disposed = this.session.dispose().finally(() => {
      over = true;
    });
    await this.#clock.settle();
    while (!over && this.next !== undefined) await this.#clock.advance(this.next - this.now);
    await disposed;
  }

  #command(act: CommandAct): void {
    const call = ++this.#commands;
    const caller = new AbortController();
    this.#callers.set(call, caller);
    this.recorder.note({ type: 'act', act, call });
    const over = (error?: unknown) => {
      this.#callers.delete(call);
      const settled = { type: 'settled', call, command: act.do } as const;
      this.recorder.note(error === undefined ? settled : { ...settled, error: plainError(error) });
    };
    give(this.session, act, this.#wallet, { signal: caller.signal }).then(
      () => over(),
      (error: unknown) => over(error ?? 'nothing'),
    );
  }

  /** Notes what the SDKs and the server say about themselves, where that has changed. */
  #look(): void {
    const { im, meeting, server, network } = this.#cloud;
    const { lines, kits, rooms } = server.app();
    const beliefs: Beliefs = {
      im: { ...im.status() },
      meeting: { ...meeting.status() },
      kitAlone: this.#outside.kitAlone,
      server: {
        online: [...lines.keys()].sort(),
        meetings: [...kits].map(({ userUuid }) => userUuid ?? 'guest').sort(),
        rooms: [...rooms.values()].map(({ meetingNum, people, locked }) => ({
          meetingNum,
          people: people.size,
          locked,
        })),
      },
      lineUp: network.up,
    };
    const text = JSON.stringify(beliefs);
    if (text === this.#beliefs) return;
    this.#beliefs = text;
    this.recorder.note({ type: 'beliefs', beliefs });
  }
}
