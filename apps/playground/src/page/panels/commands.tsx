import type { CommandName } from '@partyline/core';
import { explain } from '@partyline/core/explain';
import { useState } from 'react';
import { Panel } from '../parts/panel.tsx';
import { useSurroundings, useView } from '../use.ts';
import { Accounts } from './accounts.tsx';
import { actOf, type Picks } from './picks.ts';

const groups = {
  setUp: ['initialize', 'recover'],
  logIn: ['signIn', 'loginIm', 'loginMeeting'],
  room: ['joinMeeting', 'joinAnonymously', 'leaveMeeting'],
  logOut: ['logoutMeeting', 'logoutIm', 'signOut', 'dispose'],
} as const satisfies Readonly<Record<string, readonly CommandName[]>>;

type Group = keyof typeof groups;

/** Every command of the session, and nothing else; what would be refused says why. */
export function Commands({ picks, onPick }: { readonly picks: Picks; readonly onPick: (picks: Picks) => void }) {
  const { words } = useSurroundings();
  const { frame } = useView();
  const { playground } = useSurroundings();
  const said = words.commands;
  return (
    <Panel name="commands" title={said.title} aside={<Where />}>
      <Accounts picks={picks} onPick={onPick} />
      {(Object.keys(groups) as Group[]).map((group) => (
        <fieldset key={group} className="command-group">
          <legend>{said.groups[group]}</legend>
          <div className="command-row">
            {groups[group].map((command) => (
              <CommandButton key={command} command={command} picks={picks} />
            ))}
          </div>
        </fieldset>
      ))}
      {frame.commands.size > 0 && (
        <ul className="waiting">
          {[...frame.commands].map(([call, name]) => (
            <li key={call}>
              <code>{name}()</code>
              <button type="button" className="link" onClick={() => void playground.act({ do: 'abort', call })}>
                {said.abort}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Where the session is, for screens on which the chart is out of sight; it is announced there. */
function Where() {
  const { snapshot } = useView().frame;
  return (
    <p className="where" data-top={snapshot?.state} aria-hidden="true">
      <span className="dot" />
      <code>{snapshot?.state}</code>
    </p>
  );
}

function CommandButton({ command, picks }: { readonly command: CommandName; readonly picks: Picks }) {
  const { playground, words, lang } = useSurroundings();
  const view = useView();
  const [asked, setAsked] = useState<number | null>(null);
  const act = actOf(command, picks);
  const permission = playground.can(act);
  const error = permission?.ok === false ? permission.error : null;
  const running = view.frame.snapshot?.busy === command;
  const reason = error && (error.code === undefined ? error.kind : `${error.code} ${error.kind}`);
  const said = error && explain(error, lang);
  const id = `why-${command}`;
  const press = () => {
    if (error) return setAsked(asked === view.run ? null : view.run);
    setAsked(null);
    void playground.act(act);
  };
  return (
    <div className={command === 'signIn' ? 'command wide' : 'command'}>
      <button
        type="button"
        className={command === 'signIn' ? 'button strong' : 'button'}
        data-command={command}
        data-busy={running || undefined}
        aria-disabled={error !== null || permission === undefined}
        aria-describedby={id}
        title={said ? `${said.title}\n${said.fix}` : words.commands.does[command]}
        onClick={press}
      >
        {command}
      </button>
      <span className={error ? 'why refused' : 'why'} id={id}>
        {reason ?? words.commands.does[command]}
      </span>
      {said && asked === view.run && (
        <div className="refusal" role="status">
          <strong>{said.title}</strong>
          <p>{said.fix}</p>
          <button type="button" className="link" onClick={() => void playground.act(act)}>
            {words.commands.askAnyway}
          </button>
        </div>
      )}
    </div>
  );
}
