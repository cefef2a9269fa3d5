import { useId } from 'react';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly text: string; readonly hint?: string }[];
  readonly onPick: (value: T) => void;
  /** Shows the label to everybody and not to screen readers alone. */
  readonly shown?: boolean;
}

/** A few options side by side, of which one is chosen. */
export function Choice<T extends string>({ label, value, options, onPick, shown = true }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend className={shown ? 'choice-label' : 'hidden'}>{label}</legend>
      <span className="choice-track">
        {options.map((option) => (
          <label key={option.value} className="choice-option" title={option.hint}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onPick(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
