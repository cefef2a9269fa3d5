export { type ImCapability, imCapabilities } from './im/capabilities.ts';
export { imConformance, imSentences } from './im/index.ts';
export type { ImStage, ImTestAccount, ImWorld } from './im/world.ts';
export { ConformanceError } from './kit/broken.ts';
export type { Capabilities, Listed, Report, SuiteOptions } from './kit/suite.ts';
export type { World } from './kit/trial.ts';
export { type MeetingCapability, meetingCapabilities } from './meeting/capabilities.ts';
export { meetingConformance, meetingSentences } from './meeting/index.ts';
export type { MeetingStage, MeetingWorld, TestMember } from './meeting/world.ts';
