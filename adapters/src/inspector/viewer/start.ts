import type { InspectionMessage } from '../protocol.ts';
import type { render } from './render.ts';
import type { hear, SeenSession } from './sessions.ts';

/**
 * Listens to whoever opened the page or holds it in a frame; a page that stands alone listens to the relay that it came
 * from. It runs in the viewer's page, where nothing can be imported: what it needs is handed in.
 */
export function start(take: typeof hear, draw: typeof render): void {
  const sessions = new Map<string, SeenSession>();
  const heard = new Set<string>();
  const types = ['@xstate.actor', '@xstate.event', '@xstate.snapshot'];
  const place = (id: string) => document.getElementById(id) ?? document.body;
  const say = (text: string) => {
    place('line').textContent = text;
  };

  let due = false;
  const redraw = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      draw(place('sessions'), sessions);
    });
  };

  const receive = (message: InspectionMessage | null) => {
    if (typeof message !== 'object' || message === null) return;
    if (!types.includes(message.type) || typeof message.sessionId !== 'string') return;
    // Whoever holds the page in a frame may be anybody: what is no whole message is none.
    if (message.type === '@xstate.actor' && typeof message.name !== 'string') return;
    if (message.type !== '@xstate.actor' && typeof message.event?.type !== 'string') return;
    if (message.type === '@xstate.snapshot' && typeof message.snapshot?.status !== 'string') return;
    take(sessions, heard, message);
    redraw();
  };

  const listenToRelay = () => {
    const socket = new WebSocket(`ws://${location.host}/`);
    socket.onopen = () => say('Connected to the relay.');
    socket.onmessage = ({ data }) => receive(JSON.parse(data));
    socket.onclose = () => {
      say('The relay is away. Trying again …');
      setTimeout(listenToRelay, 1_000);
    };
  };

  const listenTo = (host: Window) => {
    addEventListener('message', ({ source, data }: MessageEvent<InspectionMessage & { readonly type: string }>) => {
      if (source !== host) return;
      if (String(data?.type) === '@statelyai.disconnected') say('The app has disconnected.');
      else receive(data);
    });
    say('Connected to the app.');
    host.postMessage({ type: '@statelyai.connected' }, '*');
  };

  redraw();
  const host = opener ?? (parent === window ? null : parent);
  if (host) listenTo(host);
  else if (location.host) listenToRelay();
  else say('Nobody is there to listen to: let an app open this page, or the relay serve it.');
}
