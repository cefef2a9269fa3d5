import { SessionError } from '@partyline/core';
import { anObject } from '../shared/an-object.ts';
import { Backlog } from './backlog.ts';
import { createInspector, type Inspector, type InspectorOptions, type Link } from './inspector.ts';
import { viewerPage } from './viewer/page.ts';

/** Stately's inspector, online. */
export const statelyUrl = 'https://stately.ai/inspect';

/** What `createBrowserInspector` takes. */
export interface BrowserInspectorOptions extends InspectorOptions {
  /** The inspector's page, e.g. `statelyUrl`. Without it our own viewer, which needs no network. */
  readonly url?: string | undefined;
  /** Shows the page in this frame. Without it, in a window of its own. */
  readonly iframe?: HTMLIFrameElement | undefined;
}

/** Tells one window, once it said that it is an inspector, and only the origin that said so. */
class WindowLink implements Link {
  readonly #target: () => Window | null;
  readonly #backlog = new Backlog();
  readonly #end: () => void;
  #origin: string | undefined;

  constructor(target: () => Window | null, end: () => void) {
    this.#target = target;
    const hear = (event: MessageEvent<unknown>) => {
      const { source, origin, data } = event;
      if (!source || source !== target() || Object(data).type !== '@statelyai.connected') return;
      // The page of a file has no origin that could be named.
      this.#origin = origin === 'null' ? '*' : origin;
      for (const message of this.#backlog.messages()) this.#post(message);
    };
    addEventListener('message', hear);
    this.#end = () => {
      removeEventListener('message', hear);
      end();
    };
  }

  send(message: Parameters<Link['send']>[0]): void {
    this.#backlog.add(message);
    this.#post(message);
  }

  close(): void {
    this.#post({ type: '@statelyai.disconnected' });
    this.#end();
  }

  #post(message: object): void {
    if (this.#origin !== undefined) this.#target()?.postMessage(message, this.#origin);
  }
}

/**
 * An inspector that tells a page in a frame or in a window of its own. Open a window from a click, or the browser blocks it:
 * that throws `unsupported`, and so does a call outside a browser. `stop()` leaves the page as it is, to be read.
 */
export function createBrowserInspector(options: BrowserInspectorOptions = {}): Inspector {
  if (typeof window === 'undefined') {
    throw new SessionError('unsupported', { message: 'unsupported: no window here; use createWebSocketInspector()' });
  }
  anObject(options, 'createBrowserInspector');
  const { iframe } = options;
  const ours = options.url === undefined && URL.createObjectURL(new Blob([viewerPage()], { type: 'text/html' }));
  const url = ours || String(options.url);
  const opened = iframe ? null : window.open(url, 'xstateinspector');
  if (!iframe && !opened) {
    if (ours) URL.revokeObjectURL(ours);
    throw new SessionError('unsupported', {
      message: 'unsupported: the browser blocked the window; open it in a click',
    });
  }
  const link = new WindowLink(
    () => iframe?.contentWindow ?? opened,
    () => ours && URL.revokeObjectURL(ours),
  );
  if (iframe) iframe.src = url;
  return createInspector(link, options);
}
