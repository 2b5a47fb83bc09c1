import type { ReactNode } from 'react';
import { cn } from '@/lib/utils';

/** One of a few, all visible. */
export const Segmented = <T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
}) => (
  <fieldset data-slot="segmented" className="inline-flex w-fit justify-self-start rounded-lg bg-muted p-0.5">
    <legend className="sr-only">{label}</legend>
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        onClick={() => onChange(option.value)}
        className={cn(
          'inline-flex h-7 touch-target items-center justify-center gap-1.5 rounded-md px-2.5 font-medium text-muted-foreground text-ui hover:text-foreground',
          option.value === value && 'bg-card text-foreground shadow-xs dark:bg-input/60',
        )}
      >
        {option.label}
      </button>
    ))}
  </fieldset>
);
