export {
  type Act,
  type CommandAct,
  type Effect,
  type FaultyMethod,
  faultEffects,
  faultyMethods,
  isCommandAct,
  type OutsideAct,
  type TokenKind,
} from './act.ts';
export { give, permission, type Tokens } from './command.ts';
export { compareRuns, type Difference, type Published } from './compare.ts';
export type { Beliefs, Entry, Happening, PlainError, PlainSnapshot, Way } from './entry.ts';
export { plainError } from './plain.ts';
export { Recorder } from './recorder.ts';
export { canReplay, replay } from './replay.ts';
export { FakeRun } from './run.ts';
export type { Setting } from './setting.ts';
export { readTrace, type Trace, TraceError, traceVersion, writeTrace } from './trace.ts';
export { watchPorts } from './watch-ports.ts';
export { sessionWatcher } from './watch-session.ts';
