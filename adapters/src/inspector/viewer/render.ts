import type { SeenSession } from './sessions.ts';

/**
 * Draws every session. It runs in the viewer's page, where nothing can be imported: everything that it needs is inside.
 * What was heard becomes text, never markup.
 */
export function render(place: HTMLElement, sessions: ReadonlyMap<string, SeenSession>): void {
  const element = (tag: string, children: readonly (Node | string)[], attributes: Record<string, string> = {}) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  // What was sent may be anything that can be: an object may have no text, and not even JSON.
  const inner = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return String(value ?? '');
    try {
      return JSON.stringify(value);
    } catch {
      return '…';
    }
  };

  const fact = (name: string, value: unknown) => {
    const said =
      typeof value === 'object' && value !== null ? Object.values(value).map(inner).join(' · ') : String(value ?? '—');
    return [element('dt', [name]), element('dd', [said])];
  };

  // Further away a date has no text (ECMA-262, time values).
  const clock = (at: number) => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString().slice(-13, -1) : '');

  const card = ({ id, name, status, active, context, calls, events }: SeenSession) => {
    const states = active.map((state) => element('li', [state.split('.').at(-1) ?? ''], { title: state }));
    const rows = events.map(({ at, type, detail }) =>
      element('tr', [
        element('td', [element('time', [clock(at)])]),
        element('td', [type]),
        element('td', [element('code', [detail])]),
      ]),
    );
    const head = element(
      'tr',
      ['time (UTC)', 'event', 'with'].map((title) => element('th', [title], { scope: 'col' })),
    );
    return element(
      'article',
      [
        element('h2', [name, ' ', element('small', [id])]),
        element('ol', status === 'active' ? states : [element('li', [status])], { class: 'states' }),
        element('dl', [
          ...Object.entries(context ?? {}).flatMap(([key, value]) => fact(key, value)),
          ...fact('calls', calls.size > 0 ? [...calls.values()] : undefined),
        ]),
        element('table', [element('caption', ['Last events']), element('thead', [head]), element('tbody', rows)]),
      ],
      { 'data-session': id },
    );
  };

  const cards = [...sessions.values()].reverse().map(card);
  place.replaceChildren(...(cards.length > 0 ? cards : [element('p', ['No session has been heard of yet.'])]));
}
