import { type ImCapability, type ImWorld, imConformance, type SuiteOptions } from '@partyline/conformance';
import { checkSentence } from './check-sentence.ts';
import type { ImCloud, ImPlace } from './im-cloud.ts';

/** What Node offers a page: a cloud by its number, and how to open one. */
export interface CloudHatch {
  openCloud(): Promise<{ readonly id: number; readonly place: ImPlace; readonly hooks: readonly string[] }>;
  askCloud(id: number, name: string, args: readonly unknown[]): Promise<unknown>;
}

/** What a page offers Node: to check one sentence. Answers what is wrong, or nothing. */
export interface ConformancePage {
  checkSentence(way: string, name: string): Promise<string | undefined>;
}

type World = (cloud: ImCloud, place: ImPlace) => ImWorld;
type Capabilities = SuiteOptions<ImWorld, ImCapability>['capabilities'];

/** A way to use an adapter: the world for it, and what that world can't do. */
export interface Way {
  readonly world: World;
  readonly capabilities: NonNullable<Capabilities>;
}

/** Runs in a page: checks sentences one by one on clouds that Node opens, and tells Node what came of it. */
export function serveSentences(ways: Readonly<Record<string, Way>>): void {
  const here = globalThis as unknown as CloudHatch & ConformancePage;
  here.checkSentence = async (way, name) => {
    const chosen = ways[way];
    if (!chosen) return `there is no way "${way}"`;
    const factory = async () => {
      const { id, place, hooks } = await here.openCloud();
      const ask = (hook: string) => [hook, (...args: unknown[]) => here.askCloud(id, hook, args)] as const;
      return chosen.world(Object.fromEntries(hooks.map(ask)) as unknown as ImCloud, place);
    };
    const { capabilities } = chosen;
    return checkSentence((test) => imConformance({ test, factory, capabilities, patience: 60_000 }), name);
  };
}
