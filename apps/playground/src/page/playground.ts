import {
  type Act,
  type CommandAct,
  canReplay,
  compareRuns,
  type Entry,
  type FakeRun,
  readTrace,
  replay,
  type Setting,
  type Trace,
} from '@partyline/adapters/trace';
import type { Permission } from '@partyline/core';
import { type Frame, Frames } from './frame.ts';
import { FakeStage } from './stage/fake-stage.ts';
import { FileStage } from './stage/file-stage.ts';
import type { Stage } from './stage/stage.ts';
import { Player, type Telling } from './story/player.ts';
import type { Story } from './story/story.ts';

/** Something the person is to be told once. */
export type Notice =
  | { readonly kind: 'imported'; readonly acts: number }
  | { readonly kind: 'differs'; readonly count: number }
  | { readonly kind: 'viewOnly' | 'forked' | 'emulatorGone' | 'emulatorBack' | 'sdkFailed' }
  | { readonly kind: 'badFile' | 'trouble'; readonly detail: string };

/** What the page shows. A new object whenever something changed. */
export interface View {
  readonly stage: Stage;
  readonly entries: readonly Entry[];
  /** The entry that is looked at; `null` is now. */
  readonly cursor: number | null;
  readonly frame: Frame;
  readonly telling: Telling | null;
  readonly notice: Notice | null;
  /** Counts the runs: what belongs to one run is thrown away with it. */
  readonly run: number;
}

/** Makes a stage for a setting. */
export type StageMaker = (setting: Setting) => Promise<Stage>;

/** One page: the run on stage, where in its time the person looks, the story that is told. */
export class Playground {
  readonly #listeners = new Set<() => void>();
  readonly #readingTime: (story: Story, step: number) => number;
  #stage: Stage;
  #maker: StageMaker = async (setting) => FakeStage.begin(setting);
  #frames = new Frames();
  #cursor: number | null = null;
  #rehearsal: FakeRun | null = null;
  #rehearsing = 0;
  #player: Player | null = null;
  #telling: Telling | null = null;
  #notice: Notice | null = null;
  #pace: number;
  #run = 0;
  #off = () => {};
  #view: View | undefined;

  constructor(setting: Setting, pace: number, readingTime: (story: Story, step: number) => number) {
    this.#pace = pace;
    this.#readingTime = readingTime;
    this.#stage = FakeStage.begin(setting);
    this.#watch();
    void this.#stage.perform({ do: 'pace', ms: pace });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly view = (): View => {
    if (!this.#view) {
      const { entries } = this.#stage.recorder;
      const frame = this.#frames.at(entries, this.#cursor ?? entries.length - 1);
      this.#view = {
        stage: this.#stage,
        entries,
        cursor: this.#cursor,
        frame,
        telling: this.#telling,
        notice: this.#notice,
        run: this.#run,
      };
    }
    return this.#view;
  };

  /** Whether the session would permit a command at the moment that is looked at. `undefined` while that is found out. */
  can(act: CommandAct): Permission | undefined {
    if (this.#cursor === null) return this.#stage.can(act);
    return this.#rehearsal?.can(act);
  }

  /** Does something, in a fork of the run where the past is looked at. */
  async act(act: Act): Promise<void> {
    if (this.#cursor !== null && !(await this.#fork())) return;
    if (act.do === 'pace') this.#pace = act.ms;
    await this.#stage.perform(act);
  }

  /** Looks at the moment after an entry; `null` is now. */
  seek(cursor: number | null): void {
    const last = this.#stage.recorder.entries.length - 1;
    this.#cursor =
      cursor === null || (cursor >= last && this.#cursor === null) ? null : Math.max(0, Math.min(cursor, last));
    this.#stage.hold(this.#cursor !== null);
    if (this.#cursor !== null) this.#endStory();
    void this.#rehearse();
    this.#changed();
  }

  /** A new run. */
  async restart(change: Partial<Setting> = {}): Promise<void> {
    this.#endStory();
    await this.#enter(() => this.#maker({ ...this.#stage.setting, ...change }), true);
  }

  /** From now on runs are made by this; begins one at once. */
  async runOn(maker: StageMaker): Promise<void> {
    const before = this.#maker;
    this.#maker = maker;
    this.#endStory();
    if (!(await this.#enter(() => maker(this.#stage.setting), true))) this.#maker = before;
  }

  /** Tells a story on a run of its own. */
  async play(story: Story, base: Setting): Promise<void> {
    this.#endStory();
    if (!(await this.#enter(() => this.#maker({ ...base, ...story.setting }), true))) return;
    const player = new Player(this.#stage, story, {
      tell: (telling) => {
        this.#telling = telling;
        this.#changed();
      },
      readingTime: (step) => this.#readingTime(story, step),
    });
    this.#player = player;
    await player.play();
  }

  get player(): Player | null {
    return this.#player;
  }

  endStory(): void {
    this.#endStory();
    this.#changed();
  }

  skipAhead(): void {
    this.#stage.skipAhead();
  }

  trace(): Trace {
    return this.#stage.trace();
  }

  /** Opens the text of a trace file. What is wrong with it is told, and the run goes on. */
  async open(text: string): Promise<void> {
    try {
      const trace = readTrace(text);
      this.#endStory();
      if (!canReplay(trace)) {
        await this.#enter(async () => new FileStage(trace), false);
        return this.tell({ kind: 'viewOnly' });
      }
      const played = await replay(trace);
      const differences = compareRuns(trace.entries, played.recorder.entries);
      const acts = trace.entries.filter(({ type }) => type === 'act').length;
      await this.#enter(async () => new FakeStage(played), false);
      const count = differences.length;
      this.tell(count === 0 ? { kind: 'imported', acts } : { kind: 'differs', count });
    } catch (error) {
      this.tell({ kind: 'badFile', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  tell(notice: Notice | null): void {
    this.#notice = notice;
    this.#changed();
  }

  async #fork(): Promise<boolean> {
    await this.#rehearse();
    const run = this.#rehearsal;
    if (!run) return false;
    this.#rehearsal = null;
    await this.#enter(async () => new FakeStage(run), false);
    this.tell({ kind: 'forked' });
    return true;
  }

  /** Lives the run through up to the cursor, out of sight, so that it can be asked and forked. */
  async #rehearse(): Promise<void> {
    const turn = ++this.#rehearsing;
    const stale = this.#rehearsal;
    this.#rehearsal = null;
    void stale?.close();
    if (this.#cursor === null || this.#stage.ranOn !== 'fakes') return;
    const run = await replay(this.#stage.trace(), this.#cursor);
    if (turn !== this.#rehearsing) return void run.close();
    this.#rehearsal = run;
    this.#changed();
  }

  /** Puts another run on the stage. Answers whether that worked; if not, everything stays as it was. */
  async #enter(make: () => Promise<Stage>, fresh: boolean): Promise<boolean> {
    let stage: Stage;
    try {
      stage = await make();
    } catch (error) {
      this.tell({ kind: 'trouble', detail: error instanceof Error ? error.message : String(error) });
      return false;
    }
    const old = this.#stage;
    this.#off();
    this.#stage = stage;
    this.#frames = new Frames();
    this.#cursor = null;
    this.#notice = null;
    this.#run += 1;
    this.#watch();
    void old.close();
    if (fresh) await stage.perform({ do: 'pace', ms: this.#pace });
    return true;
  }

  #watch(): void {
    this.#off = this.#stage.recorder.subscribe(() => this.#changed());
    this.#changed();
  }

  #endStory(): void {
    this.#player?.stop();
    this.#player = null;
    this.#telling = null;
  }

  #changed(): void {
    this.#view = undefined;
    for (const listener of [...this.#listeners]) listener();
  }
}
