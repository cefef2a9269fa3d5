import { Choice } from '../parts/choice.tsx';
import { useSurroundings } from '../use.ts';

/** What the session runs on. */
export function Adapters() {
  const { words } = useSurroundings();
  return (
    <Choice
      label={words.top.adapters}
      value="fakes"
      options={[{ value: 'fakes', text: words.top.fakes }]}
      onPick={() => {}}
    />
  );
}
