import type { PlainError } from '@partyline/adapters/trace';
import { errorKinds, explain, knownCodes } from '@partyline/core/explain';
import { useEffect, useId, useState } from 'react';
import { Panel } from '../parts/panel.tsx';
import { useSurroundings, useView } from '../use.ts';

const nameOf = ({ kind, code, vendor }: PlainError): string => String(code ?? vendor?.code ?? kind);

/** What an error means, why it happened and what to do: the latest one, or any that is asked for. */
export function Explainer() {
  const { words, lang } = useSurroundings();
  const { frame } = useView();
  const said = words.explain;
  const [asked, setAsked] = useState('100005');
  const { error } = frame;
  const list = useId();
  useEffect(() => {
    if (error) setAsked(nameOf(error));
  }, [error]);
  // What was said about this very error knows its kind; what was typed is only a word.
  const meaning = error && nameOf(error) === asked ? explain(error.code ?? error.kind, lang) : explain(asked, lang);
  return (
    <Panel
      name="explainer"
      title={said.title}
      aside={
        <>
          <input
            className="ask"
            list={list}
            value={asked}
            aria-label={said.pick}
            placeholder={said.pick}
            onChange={({ target }) => setAsked(target.value)}
          />
          <datalist id={list}>
            {[...errorKinds, ...knownCodes].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      }
    >
      <dl className="meaning" aria-live="polite">
        <dt className="meaning-title">{meaning.title}</dt>
        <dd>{meaning.what}</dd>
        <dt>{said.why}</dt>
        <dd>{meaning.why}</dd>
        <dt>{said.fix}</dt>
        <dd>{meaning.fix}</dd>
      </dl>
    </Panel>
  );
}
