import { type DragEvent, useMemo } from 'react';
import { Beliefs } from './panels/beliefs.tsx';
import { Chart } from './panels/chart.tsx';
import { Controls } from './panels/controls.tsx';
import { Diagram } from './panels/diagram.tsx';
import { Explainer } from './panels/explainer.tsx';
import { Notices } from './panels/notices.tsx';
import { Teller } from './panels/teller.tsx';
import { TimeBar } from './panels/time-bar.tsx';
import { Title } from './panels/title.tsx';
import { TopBar } from './panels/top-bar.tsx';
import type { Playground } from './playground.ts';
import { usePrefs } from './prefs.ts';
import { Surround } from './use.ts';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

/** The page. */
export function App({ playground }: { readonly playground: Playground }) {
  const [prefs, setPrefs] = usePrefs();
  const { lang } = prefs;
  const around = useMemo(() => ({ playground, lang, words: lang === 'zh' ? zh : en }), [playground, lang]);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) void file.text().then((text) => playground.open(text));
  };

  return (
    <Surround value={around}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a file can also be opened with the button. */}
      <div className="page" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <Title />
        <TopBar prefs={prefs} onPrefs={setPrefs} />
        <main className="main">
          <Controls />
          <div className="centre">
            <Notices />
            <Teller />
            <Chart />
            <TimeBar />
            <Beliefs />
          </div>
          <div className="side right">
            <Diagram />
            <Explainer />
          </div>
        </main>
      </div>
    </Surround>
  );
}
