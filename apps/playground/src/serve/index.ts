export { type PlaygroundOptions, StartFailure, startPlayground } from './start.ts';
