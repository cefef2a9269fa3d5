import type { Beliefs as All, PlainSnapshot } from '@partyline/adapters/trace';
import type { ReactNode } from 'react';
import { Panel } from '../parts/panel.tsx';
import { useOtherTabs } from '../tabs/use-other-tabs.ts';
import { useSurroundings, useView } from '../use.ts';

type Said = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Whether the session and an SDK say the same; while work is in flight, or nothing is set up, nothing is compared. */
function compare(snapshot: PlainSnapshot | null, beliefs: All | null): { im?: boolean; kit?: boolean } {
  if (!snapshot || !beliefs || snapshot.busy !== null || snapshot.state === 'uninitialized') return {};
  const im = beliefs.im.phase === 'loggedIn' ? text(beliefs.im.accid) : null;
  const kit = beliefs.meeting.phase === 'loggedIn' ? text(beliefs.meeting.userUuid) : null;
  const member = snapshot.meeting?.kind === 'member' ? snapshot.meeting.userUuid.toLowerCase() : snapshot.meeting && '';
  return {
    im: (snapshot.im?.accid.toLowerCase() ?? null) === (im?.toLowerCase() ?? null),
    kit: (member ?? null) === (kit?.toLowerCase() ?? null),
  };
}

/** What the session, both SDKs and the server say, side by side. */
export function Beliefs() {
  const { words } = useSurroundings();
  const { frame } = useView();
  const { snapshot, beliefs } = frame;
  const said = words.beliefs;
  const same = compare(snapshot, beliefs);
  const others = useOtherTabs();
  return (
    <Panel name="beliefs" title={said.title}>
      <div className="cards">
        <Card title={said.session} who="session">
          <Session snapshot={snapshot} />
        </Card>
        <Card title={said.im} who="im" same={same.im}>
          <Sdk status={beliefs?.im} who="accid" />
        </Card>
        <Card title={said.kit} who="kit" same={same.kit}>
          <Sdk status={beliefs?.meeting} who="userUuid" />
          {beliefs?.kitAlone && <KitAlone kit={beliefs.kitAlone} />}
        </Card>
        <Card title={said.server} who="server">
          <Server beliefs={beliefs} />
          {others.length > 0 && (
            <p className="fact quiet">
              {said.otherTabs}: {others.join(', ')}
            </p>
          )}
        </Card>
      </div>
    </Panel>
  );
}

function Card({
  title,
  who,
  same,
  children,
}: {
  title: string;
  who: string;
  same?: boolean | undefined;
  children: ReactNode;
}) {
  const { words } = useSurroundings();
  return (
    <article className="card" data-who={who}>
      <h3>
        {title}
        {same !== undefined && (
          <span className={same ? 'agree' : 'agree not'}>
            {same ? `✓ ${words.beliefs.agree}` : `≠ ${words.beliefs.differ}`}
          </span>
        )}
      </h3>
      {children}
    </article>
  );
}

function Session({ snapshot }: { readonly snapshot: PlainSnapshot | null }) {
  const { words } = useSurroundings();
  const said = words.beliefs;
  if (!snapshot) return null;
  const { state, busy, im, meeting, mode, room, failure } = snapshot;
  return (
    <>
      <p className="phase" data-top={state}>
        <span className="dot" aria-hidden="true" />
        <code data-session-state>{state}</code>
      </p>
      {im && (
        <p className="fact">
          <b>{im.accid}</b> · {said.owner[im.owner]}
          {im.line === 'reconnecting' && <span className="bad"> · {said.lineDown}</span>}
        </p>
      )}
      {meeting && (
        <p className="fact">
          <b>{meeting.kind === 'member' ? meeting.userUuid : meeting.displayName}</b> · {mode}
          {room && ` · ${said.room} ${room.meetingNum}`}
        </p>
      )}
      {failure && (
        <p className="fact bad">
          <b>{failure.error.kind}</b> · {said.recoverTo} <code>{failure.recoverTo}</code>
        </p>
      )}
      {busy && (
        <p className="fact quiet">
          {said.working}: <code>{busy}</code>
        </p>
      )}
    </>
  );
}

function Sdk({ status, who }: { readonly status: Said | undefined; readonly who: 'accid' | 'userUuid' }) {
  const { words } = useSurroundings();
  const phase = text(status?.phase);
  return (
    <>
      <p className="phase" data-phase={phase}>
        <span className="dot" aria-hidden="true" />
        <code>{phase}</code>
      </p>
      {phase === 'loggedIn' && (
        <p className="fact">
          <b>{text(status?.[who]) || 'guest'}</b>
          {status?.line === 'reconnecting' && <span className="bad"> · {words.beliefs.lineDown}</span>}
          {status?.line === 'online' && ` · ${words.beliefs.online}`}
          {typeof status?.meetingNum === 'string' && ` · ${words.beliefs.room} ${status.meetingNum}`}
        </p>
      )}
    </>
  );
}

function KitAlone({ kit }: { readonly kit: Said }) {
  const { words } = useSurroundings();
  const meeting = kit.meeting as Said | undefined;
  const who = meeting?.phase === 'loggedIn' ? text(meeting.userUuid) : words.beliefs.nobody;
  return (
    <p className="fact quiet" data-kit-alone>
      {words.beliefs.kitAlone}: <b>{who}</b>
    </p>
  );
}

function Server({ beliefs }: { readonly beliefs: All | null }) {
  const { words } = useSurroundings();
  const said = words.beliefs;
  const server = beliefs?.server;
  if (!server) return <p className="fact quiet">…</p>;
  const people = server.rooms.filter(({ people }) => people > 0);
  return (
    <>
      <p className="phase" data-phase={server.online.length > 0 ? 'loggedIn' : 'ready'}>
        <span className="dot" aria-hidden="true" />
        {server.online.length > 0 ? (
          <>
            <b>{server.online.join(', ')}</b>&nbsp;{said.online}
          </>
        ) : (
          said.noneOnline
        )}
      </p>
      {server.meetings.length > 0 && (
        <p className="fact">
          <b>{server.meetings.join(', ')}</b> {said.inMeeting}
          {people.map(({ meetingNum }) => ` · ${said.room} ${meetingNum}`)}
        </p>
      )}
    </>
  );
}
