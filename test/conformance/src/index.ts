export { type ImCapability, imCapabilities } from './im/capabilities.ts';
export { imConformance, imSentences } from './im/index.ts';
export type { ImStage, ImTestAccount, ImWorld } from './im/world.ts';
export { ConformanceError } from './kit/broken.ts';
export type { Capabilities, Listed, Report, SuiteOptions } from './kit/suite.ts';
export type { World } from './kit/trial.ts';
