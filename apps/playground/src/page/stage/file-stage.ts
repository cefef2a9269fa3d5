import { type Act, Recorder, type Trace } from '@partyline/adapters/trace';
import { SessionError } from '@partyline/core';
import type { Stage } from './stage.ts';

/** A run that can only be looked at: it happened on the vendor's SDKs, and those are not here to be asked again. */
export class FileStage implements Stage {
  readonly ranOn = 'vendor';
  readonly session = null;
  readonly wire = null;
  readonly recorder: Recorder;
  readonly #trace: Trace;

  constructor(trace: Trace) {
    this.#trace = trace;
    let at = 0;
    this.recorder = new Recorder(() => at);
    for (const entry of trace.entries) {
      at = entry.at;
      this.recorder.note(entry);
    }
  }

  get setting() {
    return this.#trace.setting;
  }

  get now(): number {
    return this.#trace.end;
  }

  async perform(_act: Act): Promise<void> {}

  can() {
    return { ok: false, error: new SessionError('unsupported') } as const;
  }

  possible() {
    return false;
  }

  async idle(): Promise<void> {}

  hold(): void {}

  skipAhead(): void {}

  trace() {
    return this.#trace;
  }

  async close(): Promise<void> {}
}
