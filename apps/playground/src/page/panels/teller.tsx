import { useEffect, useRef, useState } from 'react';
import { cast } from '../stage/setting.ts';
import type { Telling } from '../story/player.ts';
import { useSurroundings, useView } from '../use.ts';

/** The story that is being told: what is happening, how far it is, and at its end the code that does it. */
export function Teller() {
  const { telling, run } = useView();
  return telling && <Told telling={telling} key={run} />;
}

function Told({ telling }: { readonly telling: Telling }) {
  const { playground, words } = useSurroundings();
  const said = words.stories;
  const { story, step, paused } = telling;
  const { title, says } = said.all[story.id];
  const over = step >= story.steps.length;
  const player = playground.player;
  const section = useRef<HTMLElement>(null);
  // On a small screen the stories are far below: whoever starts one wants to see it told.
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section className="teller" ref={section} aria-label={title} data-over={over || undefined}>
      <div className="teller-head">
        <h2>{title}</h2>
        <ol className="teller-steps" aria-hidden="true">
          {says.map((text, index) => (
            <li key={text} data-done={index < step || undefined} data-now={index === step || undefined} />
          ))}
        </ol>
        <span className="count">{said.step(Math.min(step + 1, says.length), says.length)}</span>
        <span className="spring" />
        {!over && (
          <>
            <button type="button" className="button small" onClick={() => player?.pause(!paused)}>
              {paused ? said.play : said.pause}
            </button>
            <button type="button" className="button small" onClick={() => player?.next()}>
              {said.next}
            </button>
          </>
        )}
        {over && (
          <button type="button" className="button small" onClick={() => void playground.play(story, cast)}>
            {said.again}
          </button>
        )}
        <button type="button" className="button small" onClick={() => playground.endStory()}>
          {over ? said.close : said.stop}
        </button>
      </div>
      <p className="teller-says" aria-live="polite">
        {says[Math.min(step, says.length - 1)]}
      </p>
      {over && <Code text={story.code} />}
    </section>
  );
}

/** Words that a reader of TypeScript looks for. */
const tokens = /(\/\/[^\n]*)|('[^']*'|`[^`]*`)|\b(await|async|const|if|else|try|catch|throw|new|import|from|return)\b/g;

function coloured(code: string) {
  const parts: { readonly at: number; readonly text: string; readonly kind?: string }[] = [];
  let end = 0;
  for (const match of code.matchAll(tokens)) {
    if (match.index > end) parts.push({ at: end, text: code.slice(end, match.index) });
    const kind = match[1] ? 'comment' : match[2] ? 'string' : 'keyword';
    parts.push({ at: match.index, text: match[0], kind });
    end = match.index + match[0].length;
  }
  parts.push({ at: end, text: code.slice(end) });
  return parts.map(({ at, text, kind }) => (
    <span key={at} className={kind}>
      {text}
    </span>
  ));
}

function Code({ text }: { readonly text: string }) {
  const { words } = useSurroundings();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // The browser does not permit it: the text can still be selected.
    }
  };
  return (
    <figure className="code">
      <figcaption>
        {words.stories.code}
        <button type="button" className="link" onClick={() => void copy()}>
          {copied ? words.stories.copied : words.stories.copy}
        </button>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <pre tabIndex={0}>
        <code>{coloured(text)}</code>
      </pre>
    </figure>
  );
}
