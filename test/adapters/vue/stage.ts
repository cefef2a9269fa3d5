// A Vue app in a light DOM.
import { type App, type Component, createApp, nextTick } from 'vue';

/** Lets everything that follows from something happen: renders, microtasks, teardowns. */
export async function settled(run?: () => unknown): Promise<void> {
  await run?.();
  for (let turn = 0; turn < 200; turn++) await undefined;
  await nextTick();
}

export async function mounted(
  component: Component,
  prepare: (app: App) => void = () => {},
): Promise<{ readonly app: App; readonly box: HTMLElement }> {
  const box = document.createElement('div');
  const app = createApp(component);
  prepare(app);
  app.mount(box);
  await settled();
  return { app, box };
}
