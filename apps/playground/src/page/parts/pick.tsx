import { useId } from 'react';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly onPick: (value: T) => void;
  /** Whose it is, where that can be seen but not heard. */
  readonly of?: string;
}

/** A drop-down list with its label. */
export function Pick<T extends string>({ label, value, options, onPick, of }: Props<T>) {
  const id = useId();
  return (
    <span className="pick">
      <label htmlFor={id}>
        {label}
        {of && <span className="hidden"> ({of})</span>}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          const found = options.find((option) => option.value === target.value);
          if (found) onPick(found.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </span>
  );
}
