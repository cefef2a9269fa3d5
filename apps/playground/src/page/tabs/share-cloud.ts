import type { Playground } from '../playground.ts';
import type { OtherTabs } from './other-tabs.ts';

/** Lets the fake cloud of this tab and those of the other tabs be one, as far as IM logins go. Stories keep to themselves. */
export function shareCloud(playground: Playground, tabs: OtherTabs): void {
  let run = -1;
  let seen = 0;

  const apart = () => {
    const { stage, telling } = playground.view();
    return stage.ranOn !== 'fakes' || telling !== null;
  };
  const kick = (accid: string) => void playground.view().stage.perform({ do: 'kick', accid, reason: 'otherClient' });
  const onlineHere = () => playground.view().stage.recorder.entries.findLast(({ type }) => type === 'beliefs');

  tabs.onTaken = (accid) => {
    const latest = onlineHere();
    if (apart() || latest?.type !== 'beliefs' || !latest.beliefs.server?.online.includes(accid)) return;
    kick(accid);
  };

  playground.subscribe(() => {
    const view = playground.view();
    const { entries } = view.stage.recorder;
    // A run that was just entered may have a past; what happened then happened to nobody else.
    if (view.run !== run) {
      run = view.run;
      seen = entries.length;
    }
    const fresh = entries.slice(seen);
    seen = entries.length;
    const latest = onlineHere();
    const online = latest?.type === 'beliefs' && !apart() ? (latest.beliefs.server?.online ?? []) : [];
    tabs.present(online);
    if (apart()) return;
    const accid = view.frame.snapshot?.im?.accid;
    for (const entry of fresh) {
      if (entry.type !== 'report' || entry.from !== 'im') continue;
      const { event } = entry;
      if (event.type === 'loggedIn' && typeof event.accid === 'string') tabs.claim(event.accid);
      // A client that only reconnects never evicts another one: it is out.
      if (event.type === 'lineUp' && accid !== undefined && tabs.online().includes(accid)) kick(accid);
    }
  });
}
