import {
  type Effect,
  type FaultyMethod,
  faultEffects,
  faultyMethods,
  type OutsideAct,
} from '@partyline/adapters/trace';
import type { KickReason } from '@partyline/core';
import { type ReactNode, useState } from 'react';
import { Panel } from '../parts/panel.tsx';
import { Pick } from '../parts/pick.tsx';
import { useSurroundings, useView } from '../use.ts';
import type { Picks } from './picks.ts';

const reasons: readonly KickReason[] = ['otherClient', 'server', 'kickedByClient', 'quiet'];

/** Everything that can go wrong, at a click. */
export function Faults({ picks }: { readonly picks: Picks }) {
  const { playground, words } = useSurroundings();
  const { frame, stage } = useView();
  const said = words.faults;
  const { accid, userUuid, meetingNum } = picks;
  const whose = frame.snapshot?.im?.accid ?? accid;
  const who = frame.snapshot?.meeting?.kind === 'member' ? frame.snapshot.meeting.userUuid : userUuid;
  const room = frame.snapshot?.room?.meetingNum ?? meetingNum;
  const button = (text: string, act: OutsideAct) => (
    <FaultButton text={text} act={act} possible={stage.possible(act.do)} onPress={() => void playground.act(act)} />
  );
  const locked = frame.beliefs?.server?.rooms.find((one) => one.meetingNum === room)?.locked ?? false;
  return (
    <Panel name="faults" title={said.title}>
      <Group title={`${said.kick} (${whose})`}>
        {reasons.map((reason) => (
          <span key={reason}>{button(said.reasons[reason], { do: 'kick', accid: whose, reason })}</span>
        ))}
        {button(said.elsewhere, { do: 'loginElsewhere', accid: whose })}
      </Group>
      <Group title={said.line}>
        {button(said.drop, { do: 'dropLine' })}
        {button(said.heal, { do: 'healLine' })}
        {button(said.freeze, { do: 'freezeLine' })}
        {button(said.thaw, { do: 'thawLine' })}
      </Group>
      <NextCall />
      <Group title={said.tokens}>
        {button(said.expire, { do: 'expireMeetingToken', userUuid: who })}
        {button(said.endLogin, { do: 'endMeetingLogin', userUuid: who })}
        {button(said.newMeetingToken, { do: 'changeMeetingToken', userUuid: who })}
        {button(said.newImToken, { do: 'changeImToken', accid: whose })}
      </Group>
      <Group title={said.host}>
        {button(`${said.hostLogin} (${accid})`, { do: 'hostLogin', accid })}
        {button(said.hostLogout, { do: 'hostLogout' })}
        {button(`${said.kitAlone} (${userUuid})`, { do: 'kitAlone', userUuid })}
      </Group>
      <Group title={`${said.room} ${room}`}>
        {button(said.endRoom, { do: 'endRoom', meetingNum: room })}
        {button(said.openRoom, { do: 'openRoom', meetingNum: room })}
        {button(locked ? said.unlock : said.lock, { do: 'lockRoom', meetingNum: room, locked: !locked })}
        {button(said.remove, { do: 'removeFromRoom', meetingNum: room, userUuid: who })}
      </Group>
    </Panel>
  );
}

interface FaultProps {
  readonly text: string;
  readonly act: OutsideAct;
  readonly possible: boolean;
  readonly onPress: () => void;
}

function FaultButton({ text, act, possible, onPress }: FaultProps) {
  const { words } = useSurroundings();
  return (
    <button
      type="button"
      className="button small"
      data-fault={act.do}
      aria-disabled={!possible}
      title={possible ? undefined : words.faults.notHere}
      onClick={() => possible && onPress()}
    >
      {text}
    </button>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="fault-group">
      <legend>{title}</legend>
      <div className="fault-row">{children}</div>
    </fieldset>
  );
}

/** One call that is going to go wrong. */
function NextCall() {
  const { playground, words } = useSurroundings();
  const said = words.faults;
  const [method, setMethod] = useState<FaultyMethod>('im.login');
  const [effect, setEffect] = useState<Effect>('never');
  return (
    <Group title={said.next}>
      <Pick
        label={said.call}
        value={method}
        options={faultyMethods.map((value) => ({ value, text: value }))}
        onPick={setMethod}
      />
      <Pick
        label={said.effect}
        value={effect}
        options={faultEffects.map((value) => ({ value, text: said.effects[value] }))}
        onPick={setEffect}
      />
      <button
        type="button"
        className="button small strong"
        data-fault="fault"
        onClick={() => void playground.act({ do: 'fault', method, effect })}
      >
        {said.arm}
      </button>
      <button
        type="button"
        className="button small"
        data-fault="clearFaults"
        onClick={() => void playground.act({ do: 'clearFaults' })}
      >
        {said.clear}
      </button>
    </Group>
  );
}
