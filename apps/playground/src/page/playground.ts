import {
  type Act,
  type CommandAct,
  canReplay,
  compareRuns,
  readTrace,
  replay,
  type Setting,
  type Trace,
} from '@partyline/adapters/trace';
import type { Permission } from '@partyline/core';
import { Frames } from './frame.ts';
import { Rehearsal } from './rehearsal.ts';
import { FakeStage } from './stage/fake-stage.ts';
import { FileStage } from './stage/file-stage.ts';
import type { Stage } from './stage/stage.ts';
import { Player, type Telling } from './story/player.ts';
import type { Story } from './story/story.ts';
import type { AdaptersName, Notice, PlaygroundParts, View } from './view.ts';

/** One page: the run on stage, where in its time the person looks, the story that is told. */
export class Playground {
  readonly #listeners = new Set<() => void>();
  readonly #parts: PlaygroundParts;
  #stage: Stage;
  #adapters: AdaptersName = 'fakes';
  #frames = new Frames();
  #cursor: number | null = null;
  readonly #rehearsal = new Rehearsal(() => this.#changed());
  #player: Player | null = null;
  #telling: Telling | null = null;
  #notice: Notice | null = null;
  #pace: number;
  #run = 0;
  /** Counts the requests for another run: the latest gets the stage, however long an earlier one takes. */
  #asked = 0;
  #off = () => {};
  #view: View | undefined;

  constructor(parts: PlaygroundParts) {
    const { setting, pace } = parts;
    this.#parts = parts;
    this.#pace = pace;
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
        adapters: this.#adapters,
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
    return this.#rehearsal.run?.can(act);
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
    await this.#begin(this.#adapters, { ...this.#stage.setting, ...change });
  }

  /** A new run on something else. Where that can't be had, everything stays as it was. */
  async runOn(adapters: AdaptersName): Promise<void> {
    await this.#begin(adapters, this.#stage.setting);
  }

  /** Tells a story on a run of its own, on the fakes: they alone can do everything that happens in one. */
  async play(story: Story, base: Setting): Promise<void> {
    const stage = await this.#begin('fakes', { ...base, ...story.setting });
    if (!stage) return;
    const player = new Player(stage, story, {
      tell: (telling) => {
        this.#telling = telling;
        this.#changed();
      },
      readingTime: (step) => this.#parts.readingTime(story, step),
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
    let opened: Notice = { kind: 'viewOnly' };
    const make = async (): Promise<Stage> => {
      const trace = readTrace(text);
      if (!canReplay(trace)) return new FileStage(trace);
      const played = await replay(trace);
      const count = compareRuns(trace.entries, played.recorder.entries).length;
      const acts = trace.entries.filter(({ type }) => type === 'act').length;
      opened = count === 0 ? { kind: 'imported', acts } : { kind: 'differs', count };
      return new FakeStage(played);
    };
    if (await this.#enter('fakes', make, 'badFile')) this.tell(opened);
  }

  tell(notice: Notice | null): void {
    this.#notice = notice;
    this.#changed();
  }

  async #fork(): Promise<boolean> {
    await this.#rehearse();
    const run = this.#rehearsal.take();
    if (!run) return false;
    if (!(await this.#enter('fakes', async () => new FakeStage(run)))) return false;
    this.tell({ kind: 'forked' });
    return true;
  }

  /** Lives the run through up to the cursor, out of sight, so that it can be asked and forked. */
  async #rehearse(): Promise<void> {
    if (this.#cursor === null || this.#stage.ranOn !== 'fakes') this.#rehearsal.drop();
    else await this.#rehearsal.go(this.#stage.trace(), this.#cursor);
  }

  /** Begins a run with nothing in it but how long calls take. `null` if it did not come to it. */
  async #begin(adapters: AdaptersName, setting: Setting): Promise<Stage | null> {
    const stage = await this.#enter(
      adapters,
      () => this.#parts.makers[adapters](setting),
      adapters === 'vendor' ? 'sdkFailed' : 'trouble',
    );
    await stage?.perform({ do: 'pace', ms: adapters === 'fakes' ? this.#pace : 0 });
    return stage === this.#stage ? stage : null;
  }

  /**
   * Puts another run on the stage, and answers it. `null` if it cannot be had, which is told as `trouble`, or if another
   * one has been asked for in the meantime: everything stays as it was.
   */
  async #enter(
    adapters: AdaptersName,
    make: () => Promise<Stage>,
    trouble: 'badFile' | 'sdkFailed' | 'trouble' = 'trouble',
  ): Promise<Stage | null> {
    const asked = ++this.#asked;
    let stage: Stage;
    try {
      stage = await make();
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      if (asked === this.#asked) this.tell({ kind: trouble, detail });
      return null;
    }
    if (asked !== this.#asked) {
      void stage.close();
      return null;
    }
    this.#endStory();
    const old = this.#stage;
    this.#off();
    this.#stage = stage;
    this.#adapters = adapters;
    this.#frames = new Frames();
    this.#cursor = null;
    this.#notice = null;
    this.#run += 1;
    this.#watch();
    void old.close();
    return stage;
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
