import { useState } from 'react';
import { Choice } from '../parts/choice.tsx';
import { useSurroundings, useView } from '../use.ts';
import type { AdaptersName } from '../view.ts';

/** What the session runs on. */
export function Adapters() {
  const { playground, words } = useSurroundings();
  const { adapters } = useView();
  const [wanted, setWanted] = useState<AdaptersName | null>(null);
  const pick = async (name: AdaptersName) => {
    setWanted(name);
    await playground.runOn(name);
    setWanted(null);
  };
  return (
    <span data-adapters={adapters} data-loading={wanted ?? undefined}>
      <Choice
        label={words.top.adapters}
        value={wanted ?? adapters}
        options={(['fakes', 'vendor'] as const).map((value) => ({ value, text: words.top[value] }))}
        onPick={(name) => void pick(name)}
      />
    </span>
  );
}
