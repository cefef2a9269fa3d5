/** A point of the picture, in its own units: one unit is one CSS pixel at full size. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A state as it is drawn. */
export interface Shape extends Point {
  /** The id that XState gives it. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** The id of the state around it; `null` for one of the states at the top. */
  readonly parent: string | null;
  /** Whether something that the ports were asked is in flight here. */
  readonly working: boolean;
}

/** What leads along a line. */
export interface Reason {
  readonly event: string;
  readonly guard: string;
  readonly description: string;
}

/** All transitions from one state to another, drawn as one line. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  readonly reasons: readonly Reason[];
}

/** The statechart with a place for everything. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Outer states come before the states inside them. */
  readonly shapes: readonly Shape[];
  readonly lines: readonly Line[];
  /** Transitions that lead nowhere else: by the state that they stay in. */
  readonly stays: Readonly<Record<string, readonly Reason[]>>;
}
