import { useSessionSnapshot } from '@partyline/adapters/react';
import { useEffect } from 'react';
import { useView } from '../use.ts';

/** The state in the title of the tab, so that two tabs can be told apart at a glance. */
export function Title() {
  const { stage } = useView();
  const { state, im } = useSessionSnapshot(stage.session);
  useEffect(() => {
    document.title = `${im ? `${im.accid} · ` : ''}${state} – Partyline playground`;
  }, [state, im]);
  return null;
}
