import { createMachine, type setup } from 'xstate';

/**
 * XState's `setup`, as far as the chart needs it: of the helpers that the original offers besides, an app would load
 * a sixteenth of XState without using it.
 */
export const words = ((implementations: Parameters<ReturnType<typeof createMachine>['provide']>[0]) => ({
  createStateConfig: (config: unknown) => config,
  createMachine: (config: Parameters<typeof createMachine>[0]) => createMachine(config).provide(implementations),
})) as unknown as typeof setup;
