// A React root in a light DOM.
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** Renders, with everything that follows from it. */
export async function mounted(node: ReactNode): Promise<{ readonly root: Root; readonly box: HTMLElement }> {
  const box = document.createElement('div');
  const root = createRoot(box);
  await settled(() => root.render(node));
  return { root, box };
}

/** Does something and lets everything that follows from it happen: effects, microtasks, teardowns. */
export async function settled(run: () => unknown): Promise<void> {
  await act(async () => {
    await run();
    for (let turn = 0; turn < 200; turn++) await undefined;
  });
}
