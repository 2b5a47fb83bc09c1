import { type ReactNode, useId } from 'react';
import { useWorld } from '../data/world';

interface FieldProps {
  name: string;
  value: string;
  onChange: (value: string) => void;
}

const FIELD = 'min-w-0 grow bg-transparent py-2 text-ui outline-none pointer-coarse:min-h-11';

export function TextField({ name, value, onChange }: FieldProps) {
  return (
    <label className="flex items-center gap-2 text-ui">
      <span className="w-14 shrink-0 text-quiet">{name}</span>
      <input value={value} onChange={({ target }) => onChange(target.value)} className={FIELD} />
    </label>
  );
}

interface Props extends FieldProps {
  isNeeded?: boolean;
  autoFocus?: boolean;
  children?: ReactNode;
}

/** One address or several, by commas; those of the sandbox are offered. */
export function AddressField({ name, value, onChange, isNeeded = false, autoFocus = false, children }: Props) {
  const { whole } = useWorld();
  const id = useId();
  const known = [
    ...whole.mailboxes.map(({ email, name: owner }) => ({ address: email, owner })),
    ...whole.lists.map(({ address, name: owner }) => ({ address, owner })),
  ];
  return (
    <div className="flex items-center gap-2">
      <label className="flex min-w-0 grow items-center gap-2 text-ui">
        <span className="w-14 shrink-0 text-quiet">{name}</span>
        <input
          value={value}
          required={isNeeded}
          // biome-ignore lint/a11y/noAutofocus: whoever asked to write says first to whom
          autoFocus={autoFocus}
          autoComplete="off"
          spellCheck={false}
          list={id}
          onChange={({ target }) => onChange(target.value)}
          className={FIELD}
        />
      </label>
      <datalist id={id}>
        {known.map(({ address, owner }) => (
          <option key={address} value={address}>
            {owner}
          </option>
        ))}
      </datalist>
      {children}
    </div>
  );
}
