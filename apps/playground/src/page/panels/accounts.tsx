import type { TokenKind } from '@partyline/adapters/trace';
import { Pick } from '../parts/pick.tsx';
import { useSurroundings, useView } from '../use.ts';
import { noRoom, type Picks, stranger } from './picks.ts';

/** Whom the commands are about. An unknown account and an unknown room are there to be tried as well. */
export function Accounts({ picks, onPick }: { readonly picks: Picks; readonly onPick: (picks: Picks) => void }) {
  const { words } = useSurroundings();
  const { setting } = useView().stage;
  const said = words.accounts;
  const tokens = (['right', 'wrong', 'old'] as const satisfies readonly TokenKind[]).map((value) => ({
    value,
    text: said.tokens[value],
  }));
  const set = (change: Partial<Picks>) => onPick({ ...picks, ...change });
  const strangers = [{ value: stranger, text: `${stranger} · ${said.unknown}` }];
  return (
    <fieldset className="accounts">
      <legend className="hidden">{said.title}</legend>
      <Pick
        label={said.im}
        value={picks.accid}
        options={[...setting.imAccounts.map((accid) => ({ value: accid, text: accid })), ...strangers]}
        onPick={(accid) => set({ accid })}
      />
      <Pick label={said.token} of="IM" value={picks.imToken} options={tokens} onPick={(imToken) => set({ imToken })} />
      <Pick
        label={said.meeting}
        value={picks.userUuid}
        options={[
          ...setting.meetingAccounts.map(({ userUuid, accid }) => ({
            value: userUuid,
            text: `${userUuid} · ${said.bound(accid)}`,
          })),
          ...strangers,
        ]}
        onPick={(userUuid) => set({ userUuid })}
      />
      <Pick
        label={said.token}
        of={said.meeting}
        value={picks.meetingToken}
        options={tokens}
        onPick={(meetingToken) => set({ meetingToken })}
      />
      <Pick
        label={said.room}
        value={picks.meetingNum}
        options={[
          ...setting.rooms.map((room) => ({ value: room, text: room })),
          { value: noRoom, text: `${noRoom} · ${said.unknown}` },
        ]}
        onPick={(meetingNum) => set({ meetingNum })}
      />
      <label className="check">
        <input type="checkbox" checked={picks.withIm} onChange={({ target }) => set({ withIm: target.checked })} />
        {said.withIm}
      </label>
    </fieldset>
  );
}
