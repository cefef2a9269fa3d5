import { type ImWorld, imConformance } from '@partyline/conformance';
import { imWorld } from '../adapters/memory/conformance-im-world.ts';

export type Options = Parameters<typeof imConformance>[0];

/** The tests that the IM suite registers, by the id of their sentence. */
export function registered(options: Partial<Options>) {
  const tests = new Map<string, () => Promise<void>>();
  const report = imConformance({
    test: (name, fn) => tests.set(name.split(':')[0] ?? '', fn),
    factory: () => imWorld(),
    patience: 5,
    ...options,
  });
  const run = async (id: string): Promise<unknown> => {
    const check = tests.get(id);
    if (!check) throw new Error(`${id} was not registered`);
    return check().then(
      () => undefined,
      (error: unknown) => error,
    );
  };
  return { report, run, ids: [...tests.keys()] };
}

export const withPort = (change: Partial<ImWorld['port']>) => () => {
  const world = imWorld();
  return { ...world, port: { ...world.port, ...change } };
};

export const withStage = (change: Partial<ImWorld['stage']>) => () => {
  const world = imWorld();
  return { ...world, stage: { ...world.stage, ...change } };
};

export const silent = () => new Promise<never>(() => {});
