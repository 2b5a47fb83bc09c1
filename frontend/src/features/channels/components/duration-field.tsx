import { useState } from 'react';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type Duration, durationProblem, toDuration, toMs, UNITS, type Unit } from '../duration';

/** A span of time as a number and its unit. Told when it is complete: on leaving the number, Enter, or another unit. */
export const DurationField = ({
  label,
  ms,
  min,
  max,
  units,
  onChange,
}: {
  label: string;
  ms: number;
  min: number;
  max: number;
  units: readonly Unit[];
  onChange: (ms: number) => void;
}) => {
  const [draft, setDraft] = useState<{ amount: string; unit: Unit } | null>(null);
  const held = toDuration(ms);
  const shown = draft ?? { amount: String(held.amount), unit: held.unit };
  const typed: Duration = { amount: Number(shown.amount), unit: shown.unit };
  const problem = draft ? durationProblem(typed, min, max) : null;
  // A value set elsewhere, such as 30 seconds, keeps its unit.
  const offered = UNITS.filter(({ value }) => units.includes(value) || value === held.unit);

  const commit = (next: Duration) => {
    if (durationProblem(next, min, max)) return;
    setDraft(null);
    if (toMs(next) !== ms) onChange(toMs(next));
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <Input
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        inputMode="numeric"
        className="h-8 w-14 text-right tabular"
        value={shown.amount}
        onChange={(event) => setDraft({ ...shown, amount: event.target.value })}
        onBlur={() => commit(typed)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(typed);
          if (event.key === 'Escape') setDraft(null);
        }}
      />
      <Select
        aria-label={`Unit of: ${label}`}
        className="h-8"
        value={shown.unit}
        onChange={(event) => {
          const unit = event.target.value as Unit;
          setDraft({ ...shown, unit });
          commit({ ...typed, unit });
        }}
      >
        {offered.map(({ value }) => (
          <option key={value} value={value}>
            {typed.amount === 1 ? value : `${value}s`}
          </option>
        ))}
      </Select>
      {problem && (
        <span role="alert" className="text-danger-text text-xs">
          {problem}
        </span>
      )}
    </span>
  );
};
