import { useSessionEvent } from '@partyline/adapters/react';
import type { Act, Entry } from '@partyline/adapters/trace';
import { useState } from 'react';
import { useSurroundings, useView } from '../use.ts';

/** Logs in again whoever was logged in here before the kick. */
function loginsBefore(entries: readonly Entry[]): readonly Act[] {
  const before = entries.findLast(
    ({ type, ...entry }) => type === 'snapshot' && 'snapshot' in entry && entry.snapshot.im,
  );
  if (before?.type !== 'snapshot' || !before.snapshot.im) return [];
  const { im, meeting } = before.snapshot;
  const { accid } = im;
  if (im.owner === 'host') return [{ do: 'recover' }, { do: 'hostLogin', accid }];
  if (meeting?.kind === 'member') {
    const { userUuid } = meeting;
    return [im.owner === 'kit' ? { do: 'signIn', userUuid } : { do: 'signIn', im: { accid }, userUuid }];
  }
  return [{ do: 'recover' }, { do: 'loginIm', accid }];
}

/** The account was logged in elsewhere: the person decides where it is used. Nobody fights back by itself. */
export function WayBack() {
  const { playground, words } = useSurroundings();
  const { stage, run, entries, telling, frame } = useView();
  const [taken, setTaken] = useState<number | null>(null);
  useSessionEvent(stage.session, 'kicked', ({ reason }) => {
    if (reason === 'otherClient') setTaken(run);
  });
  if (taken !== run || telling || frame.snapshot?.state !== 'failed') return null;
  const takeBack = async () => {
    setTaken(null);
    for (const act of loginsBefore(entries)) {
      await playground.act(act);
      await stage.idle(0, new AbortController().signal);
    }
  };
  return (
    <p className="notice past" data-way-back>
      {words.tabs.takenAway}
      <span className="notice-ways">
        <button type="button" className="button small strong" onClick={() => void takeBack()}>
          {words.tabs.takeBack}
        </button>
        <button type="button" className="button small" onClick={() => setTaken(null)}>
          {words.tabs.leaveIt}
        </button>
      </span>
    </p>
  );
}
