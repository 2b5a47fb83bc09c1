import { useState } from 'react';
import { Button } from '../ui/button';
import { type FaultChoice, withAmount } from './fault-choice';

/** One thing that can go wrong: a button, and a number where it needs one. */
export function FaultRow({ choice, onAdd }: { choice: FaultChoice; onAdd: (fault: object) => void }) {
  const { name, note, amount } = choice;
  const [value, setValue] = useState(amount?.initial ?? 0);
  return (
    <div className="flex items-center gap-3 border-t py-1.5 first-of-type:border-t-0">
      <Button className="shrink-0" onClick={() => onAdd(withAmount(choice, value))}>
        {name}
      </Button>
      <span className="min-w-0 grow text-2xs leading-4 text-quiet">{note}</span>
      {amount && (
        <label className="flex shrink-0 items-center gap-1 text-ui text-quiet">
          <input
            type="number"
            min={0}
            max={120}
            aria-label={`Seconds for ${name}`}
            value={value}
            onChange={({ target }) => setValue(target.valueAsNumber || 0)}
            className="field w-14! px-1.5! py-0.5! text-right text-ui!"
          />
          {amount.unit}
        </label>
      )}
    </div>
  );
}
