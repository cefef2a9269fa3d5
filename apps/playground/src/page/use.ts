import type { Language } from '@partyline/core/explain';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Playground } from './playground.ts';
import type { View } from './view.ts';
import type { Words } from './words/words.ts';

/** What every part of the page may use. */
export interface Surroundings {
  readonly playground: Playground;
  readonly words: Words;
  readonly lang: Language;
}

const Around = createContext<Surroundings | null>(null);

export const Surround = Around.Provider;

export function useSurroundings(): Surroundings {
  const around = useContext(Around);
  if (!around) throw new Error('this part of the page was rendered outside of it');
  return around;
}

/** What is shown right now; renders again whenever it changes. */
export function useView(): View {
  const { playground } = useSurroundings();
  return useSyncExternalStore(playground.subscribe, playground.view);
}
