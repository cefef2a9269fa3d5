import { accountsConformance, directoryConformance, imConformance, meetingConformance } from '@partyline/conformance';
import { imWorld } from '../adapters/memory/conformance-im-world.ts';
import { meetingWorld } from '../adapters/memory/conformance-meeting-world.ts';
import { accountsWorld, directoryWorld } from '../adapters/memory/conformance-server-worlds.ts';

/** Runs all four suites on the memory adapter with a runner of four lines, as a page would. */
export async function run(): Promise<{ readonly passed: number; readonly failed: readonly string[] }> {
  const tests: Array<{ readonly name: string; readonly fn: () => Promise<void> }> = [];
  const test = (name: string, fn: () => Promise<void>) => tests.push({ name, fn });
  imConformance({ test, factory: () => imWorld() });
  meetingConformance({ test, factory: () => meetingWorld() });
  directoryConformance({ test, factory: directoryWorld });
  accountsConformance({ test, factory: accountsWorld });
  const failed: string[] = [];
  for (const { name, fn } of tests) await fn().catch((error: unknown) => failed.push(`${name}: ${String(error)}`));
  return { passed: tests.length - failed.length, failed };
}
