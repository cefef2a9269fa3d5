import type { EmulatorEvent } from '@partyline/emulator';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Wire } from '../stage/vendor/wire.ts';

function told(event: EmulatorEvent): { readonly way: string; readonly what: string; readonly code?: number } {
  switch (event.type) {
    case 'frame':
      return {
        way: event.direction === 'in' ? '→ link' : '← link',
        what: `${event.name} ${event.accid ?? ''}`,
        ...(event.code !== undefined && { code: event.code }),
      };
    case 'line':
      return { way: 'link', what: `${event.change} ${event.accid ?? ''} ${event.reason ?? ''}` };
    case 'http':
      return { way: event.service, what: `${event.method} ${event.path}`, code: event.code ?? event.status };
    case 'fault':
      return { way: event.service, what: `fault on ${event.command}: ${JSON.stringify(event.effect)}` };
    case 'control':
      return { way: 'control', what: event.control };
  }
}

const isGood = (code: number) => code === 200 || code === 0;

/** Every frame and HTTP call between the vendor's SDKs and the emulator. */
export function WireLog({ wire, label }: { readonly wire: Wire; readonly label: string }) {
  const events = useSyncExternalStore(wire.subscribe, wire.events);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (list.current && events.length > 0) list.current.scrollTop = list.current.scrollHeight;
  }, [events]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <ol className="wire" ref={list} tabIndex={0} aria-label={label}>
      {events.map((event, index) => {
        const { way, what, code } = told(event);
        return (
          <li key={index} data-wire={event.type}>
            <span className="by">{way}</span>
            <code>{what}</code>
            {code !== undefined && <span className={isGood(code) ? 'agree' : 'bad'}>{code}</span>}
          </li>
        );
      })}
    </ol>
  );
}
