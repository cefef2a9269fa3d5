import { useState } from 'react';
import { useView } from '../use.ts';
import { Commands } from './commands.tsx';
import { Faults } from './faults.tsx';
import { firstPicks, offered } from './picks.ts';
import { Stories } from './stories.tsx';

/** Everything that can be done to the session, and to whom. */
export function Controls() {
  const { stage } = useView();
  const [picked, setPicked] = useState(firstPicks);
  const picks = offered(picked, stage.setting);
  return (
    <div className="side" id="controls">
      <Stories />
      <Commands picks={picks} onPick={setPicked} />
      <Faults picks={picks} />
    </div>
  );
}
