import { heartbeatScenarios } from './heartbeat.scenarios.ts';
import { kickScenarios } from './kick.scenarios.ts';
import { lineScenarios } from './line.scenarios.ts';
import { loginScenarios } from './login.scenarios.ts';
import type { Combination } from './sdk-world.ts';
import { talkScenarios } from './talk.scenarios.ts';

/** Everything the vendor's unmodified SDK is put through, the long wait first. */
export function sdkScenarios(place: Combination): void {
  heartbeatScenarios(place);
  loginScenarios(place);
  kickScenarios(place);
  lineScenarios(place);
  talkScenarios(place);
}
