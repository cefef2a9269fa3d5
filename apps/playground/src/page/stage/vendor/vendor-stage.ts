import { neroomPort } from '@partyline/adapters/neroom';
import { nimPort } from '@partyline/adapters/nim';
import {
  type Act,
  type Beliefs,
  type CommandAct,
  give,
  isCommandAct,
  type OutsideAct,
  permission,
  plainError,
  Recorder,
  type Setting,
  sessionWatcher,
  type Trace,
  traceVersion,
  watchPorts,
} from '@partyline/adapters/trace';
import { createSession, isSessionError, type Session, SessionError, type SessionPorts } from '@partyline/core';
import type { EmulatorEvent } from '@partyline/emulator';
import type { Stage } from '../stage.ts';
import { boundAccid, listen } from './emulator.ts';
import { kitServer, loadSdks, nimServers, type Sdks } from './sdks.ts';
import { isPossible, VendorOutside } from './vendor-outside.ts';
import { VendorTokens } from './vendor-tokens.ts';
import { Wire } from './wire.ts';

/** What happens beside the run and is to be told. */
export interface Telling {
  readonly onGone: () => void;
  readonly onThere: () => void;
}

/** A session on the vendor's own SDKs, which talk to the emulator that serves this page. Time is the real one. */
export class VendorStage implements Stage {
  readonly ranOn = 'vendor';
  readonly setting: Setting;
  readonly session: Session;
  readonly recorder: Recorder;
  readonly wire = new Wire();
  readonly #zero = performance.now();
  readonly #sdks: Sdks;
  readonly #tokens: VendorTokens;
  readonly #outside: VendorOutside;
  readonly #ports: SessionPorts;
  readonly #callers = new Map<number, AbortController>();
  readonly #off: () => void;
  #commands = 0;
  #beliefs = '';

  private constructor(setting: Setting, sdks: Sdks, tokens: VendorTokens, { onGone, onThere }: Telling) {
    this.setting = setting;
    this.#sdks = sdks;
    this.#tokens = tokens;
    this.recorder = new Recorder(() => this.now);
    const { appKey, reuse, timeouts, directory } = setting;
    const kit = sdks.newKit();
    const present = () => {
      try {
        return sdks.nim.getInstance();
      } catch {
        return undefined;
      }
    };
    this.#ports = {
      im: nimPort({ sdk: sdks.nim, otherOptions: nimServers }),
      meeting: neroomPort({ kit, nim: present, ...kitServer }),
      ...(directory && { directory: { boundAccid } }),
    };
    const note = this.recorder.note.bind(this.recorder);
    const watcher = sessionWatcher(note);
    this.session = createSession(watchPorts(this.#ports, note), { appKey, reuse, timeouts, inspect: watcher.inspect });
    watcher.watch(this.session);
    this.#outside = new VendorOutside({
      sdks,
      tokens,
      setting,
      accid: () => this.session.snapshot.im?.accid,
      abort: (call) => this.#callers.get(call)?.abort(),
      createRoom: async (roomUuid) => {
        const rooms = kit.roomService as unknown as { createRoom(params: object, options: object): Promise<unknown> };
        await rooms.createRoom({ roomUuid, roomName: roomUuid }, { enableChatroom: false, enableRtc: false });
      },
    });
    const stop = listen({ onEvent: (event) => this.#hear(event), onGone, onThere });
    const timer = setInterval(() => this.#look(), 100);
    this.#off = () => {
      stop();
      clearInterval(timer);
    };
    this.#look();
  }

  /** Rejects with an `SdkError` or an `EmulatorError` that says what to do. */
  static async begin(setting: Setting, telling: Telling): Promise<VendorStage> {
    const tokens = new VendorTokens(setting);
    await tokens.populate(setting);
    return new VendorStage(setting, await loadSdks(), tokens, telling);
  }

  get now(): number {
    return Math.round(performance.now() - this.#zero);
  }

  /** Puts the people back on an emulator that was started anew. */
  async repopulate(): Promise<void> {
    await this.#tokens.populate(this.setting);
  }

  async perform(act: Act): Promise<void> {
    if (isCommandAct(act)) return this.#command(act);
    this.recorder.note({ type: 'act', act });
    try {
      await this.#outside.do(act);
    } catch (thrown) {
      const error = isSessionError(thrown)
        ? thrown
        : new SessionError('vendor', { message: thrown instanceof Error ? thrown.message : String(thrown) });
      this.recorder.note({ type: 'impossible', error: plainError(error) });
    }
    this.#look();
  }

  can(act: CommandAct) {
    return permission(this.session, act, this.#tokens);
  }

  possible(act: OutsideAct['do']) {
    return isPossible(act);
  }

  async idle(wait: number, signal: AbortSignal): Promise<void> {
    const until = this.now + wait;
    while (!signal.aborted && (this.#callers.size > 0 || this.now < until)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  hold(): void {}

  skipAhead(): void {}

  trace(): Trace {
    const { ranOn, setting, now } = this;
    const { entries } = this.recorder;
    return { format: 'partyline-trace', version: traceVersion, ranOn, setting, entries, end: now };
  }

  async close(): Promise<void> {
    this.#off();
    await this.session.dispose();
    this.#outside.close();
    this.#sdks.close();
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
      this.#look();
    };
    give(this.session, act, this.#tokens, { signal: caller.signal }).then(
      () => over(),
      (error: unknown) => over(error ?? 'nothing'),
    );
  }

  #hear(event: EmulatorEvent): void {
    this.wire.add(event);
    this.#look();
  }

  /** Notes what the SDKs say, where that has changed. They have no events for everything: they are asked now and then. */
  #look(): void {
    const { im, meeting } = this.#ports;
    const beliefs: Beliefs = {
      im: { ...im.status() },
      meeting: { ...meeting.status() },
      kitAlone: null,
      server: { online: this.wire.online, meetings: [], rooms: [] },
      lineUp: true,
    };
    const text = JSON.stringify(beliefs);
    if (text === this.#beliefs) return;
    this.#beliefs = text;
    this.recorder.note({ type: 'beliefs', beliefs });
  }
}
