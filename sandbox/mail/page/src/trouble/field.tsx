import type { ReactNode } from 'react';

/** Something to fill in, below its name. */
export function Field({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what it is given
    <label className="block text-ui">
      <span className="block pb-1 font-medium">
        {name}
        {note && <span className="font-normal text-quiet"> {note}</span>}
      </span>
      {children}
    </label>
  );
}

interface SelectProps<T extends string> {
  name: string;
  value: T;
  all: readonly T[];
  nameOf: (value: T) => string;
  onChange: (value: T) => void;
}

export function SelectField<T extends string>({ name, value, all, nameOf, onChange }: SelectProps<T>) {
  return (
    <Field name={name}>
      <select value={value} onChange={({ target }) => onChange(target.value as T)} className="field text-ui!">
        {all.map((entry) => (
          <option key={entry} value={entry}>
            {nameOf(entry)}
          </option>
        ))}
      </select>
    </Field>
  );
}
