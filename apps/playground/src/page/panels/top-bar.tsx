import type { ReusePolicy } from '@partyline/core';
import type { Language } from '@partyline/core/explain';
import { Choice } from '../parts/choice.tsx';
import { Pick } from '../parts/pick.tsx';
import type { Prefs } from '../prefs.ts';
import { type Pace, paces } from '../stage/setting.ts';
import { useSurroundings, useView } from '../use.ts';
import { Adapters } from './adapters.tsx';

const policies: readonly ReusePolicy[] = ['required', 'auto', 'off'];
const languages: readonly { readonly value: Language; readonly text: string }[] = [
  { value: 'en', text: 'English' },
  { value: 'zh', text: '中文' },
];

interface Props {
  readonly prefs: Prefs;
  readonly onPrefs: (change: Partial<Prefs>) => void;
}

/** What the whole page runs on and how it looks. */
export function TopBar({ prefs, onPrefs }: Props) {
  const { playground, words } = useSurroundings();
  const { stage, adapters } = useView();
  const said = words.top;
  const setPace = (pace: Pace) => {
    onPrefs({ pace });
    if (stage.ranOn === 'fakes') void playground.act({ do: 'pace', ms: paces[pace] });
  };
  return (
    <header className="top-bar">
      <a className="skip" href="#controls">
        {words.skip}
      </a>
      <div className="brand">
        <svg viewBox="0 0 32 32" aria-hidden="true" className="logo">
          <rect width="32" height="32" rx="8" />
          <path d="M7 16h5m8 0h5" />
          <circle cx="16" cy="16" r="4.2" />
        </svg>
        <div>
          <h1>Partyline</h1>
          <p>{words.tagline}</p>
        </div>
      </div>
      <Adapters />
      <Choice
        label={said.reuse}
        value={stage.setting.reuse}
        options={policies.map((value) => ({ value, text: said.policies[value], hint: said.policyHint[value] }))}
        onPick={(reuse) => void playground.restart({ reuse })}
      />
      {adapters === 'fakes' && (
        <Choice
          label={said.pace}
          value={prefs.pace}
          options={(Object.keys(paces) as Pace[]).map((value) => ({ value, text: said.paces[value] }))}
          onPick={setPace}
        />
      )}
      <button type="button" className="button small" title={said.restartHint} onClick={() => void playground.restart()}>
        ↺ {said.restart}
      </button>
      <span className="spring" />
      <Pick label={said.language} value={prefs.lang} options={languages} onPick={(lang) => onPrefs({ lang })} />
      <Pick
        label={said.theme}
        value={prefs.theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, text: said.themes[value] }))}
        onPick={(theme) => onPrefs({ theme })}
      />
    </header>
  );
}
