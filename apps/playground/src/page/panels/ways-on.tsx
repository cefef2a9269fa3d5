import picture from 'virtual:partyline-chart';
import type { Shape } from '../../chart/picture.ts';
import { useSurroundings } from '../use.ts';

const names = new Map(picture.shapes.map(({ id, name, parent }) => [id, parent === null ? name : `› ${name}`]));

/** Where the machine can go from where it is, in its own words: the chart for whoever can't see it. */
export function WaysOn({ active }: { readonly active: readonly Shape[] }) {
  const { words } = useSurroundings();
  const ways = active.flatMap(({ id }) =>
    picture.lines
      .filter(({ from }) => from === id)
      .flatMap(({ to, reasons }) => reasons.map((reason, index) => ({ key: `${id} ${to} ${index}`, to, ...reason }))),
  );
  return (
    <details className="ways-on">
      <summary>
        {words.chart.waysOn} <span className="count">{ways.length}</span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <ul tabIndex={0}>
        {ways.map(({ key, to, event, description }) => (
          <li key={key}>
            <code>{names.get(to) ?? to}</code>
            <span className="by">{event === '' ? words.chart.always : event}</span>
            <span>{description}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
