import { type ReactNode, useId } from 'react';

interface Props {
  readonly name: string;
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of the page: a landmark that a screen reader can jump to. */
export function Panel({ name, title, aside, children }: Props) {
  const id = useId();
  return (
    <section className={`panel ${name}`} aria-labelledby={id} data-panel={name}>
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
