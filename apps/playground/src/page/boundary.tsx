import { Component, type ReactNode } from 'react';
import type { Playground } from './playground.ts';
import { readPrefs } from './prefs.ts';
import { saveFile } from './save-file.ts';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

interface Props {
  readonly playground: Playground;
  readonly children: ReactNode;
}

/** Should a part of the page break, the run can still be saved. */
export class Boundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const words = readPrefs().lang === 'zh' ? zh : en;
    return (
      <main className="broken">
        <h1>{words.trouble.offTitle}</h1>
        <p>{words.trouble.crashed}</p>
        <button type="button" className="button" onClick={() => saveFile(this.props.playground.trace())}>
          {words.time.exportFile}
        </button>
        <button type="button" className="button strong" onClick={() => location.reload()}>
          {words.trouble.reload}
        </button>
      </main>
    );
  }
}
