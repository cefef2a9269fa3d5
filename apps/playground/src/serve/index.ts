export { type PlaygroundOptions, StartFailure, startPlayground } from './start.ts';
export { fetchWebCore } from './web-core.ts';
