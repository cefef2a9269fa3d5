import { useSurroundings, useView } from '../use.ts';
import type { Notice } from '../view.ts';
import type { Words } from '../words/words.ts';
import { WayBack } from './way-back.tsx';

function told(notice: Notice, { time, trouble }: Words): string {
  switch (notice.kind) {
    case 'imported':
      return time.imported(notice.acts);
    case 'differs':
      return time.differs(notice.count);
    case 'viewOnly':
      return time.viewOnly;
    case 'forked':
      return time.forked;
    case 'badFile':
      return `${time.badFile}: ${notice.detail}`;
    case 'trouble':
      return `${trouble.offTitle}: ${notice.detail}`;
    case 'sdkFailed':
      return `${trouble.sdkFailed}: ${notice.detail}`;
    default:
      return trouble[notice.kind];
  }
}

const bad: readonly Notice['kind'][] = ['badFile', 'trouble', 'differs', 'emulatorGone', 'sdkFailed'];

/** The session on stage is over for good, and no command leads on: a new one does. */
function Ended() {
  const { playground, words } = useSurroundings();
  useView();
  const initialize = playground.can({ do: 'initialize' });
  if (initialize?.ok !== false || initialize.error.kind !== 'disposed') return null;
  return (
    <p className="notice past" data-notice="disposed">
      {words.trouble.disposed}
      <button type="button" className="button small strong" onClick={() => void playground.restart()}>
        {words.top.restart}
      </button>
    </p>
  );
}

/** What the person is to be told: about a file, a fork, an emulator that is gone; and that this is the past. */
export function Notices() {
  const { playground, words } = useSurroundings();
  const { notice, cursor, stage } = useView();
  return (
    <div className="notices" role="status">
      {cursor !== null && (
        <p className="notice past">
          {stage.ranOn === 'fakes' ? words.time.past : words.time.viewOnly}
          <button type="button" className="link" onClick={() => playground.seek(null)}>
            {words.time.live}
          </button>
        </p>
      )}
      <Ended />
      <WayBack />
      {notice && (
        <p className={bad.includes(notice.kind) ? 'notice bad' : 'notice'} data-notice={notice.kind}>
          {told(notice, words)}
          <button type="button" className="link" onClick={() => playground.tell(null)}>
            {words.trouble.dismiss}
          </button>
        </p>
      )}
    </div>
  );
}
