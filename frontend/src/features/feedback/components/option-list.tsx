import type { FeedbackOption } from '@parley/contracts';
import { Kbd } from '@/components/ui/kbd';
import { cn } from '@/lib/utils';

const KEYS = 9;

/** Options as full-width rows: label, what it causes, and its key. */
export const OptionList = ({
  name,
  legend,
  multiple,
  options,
  chosen,
  onToggle,
}: {
  name: string;
  legend: string;
  multiple: boolean;
  options: readonly FeedbackOption[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
}) => (
  <fieldset className="grid gap-1">
    <legend className="sr-only">{legend}</legend>
    {options.map((option, index) => {
      const selected = chosen.includes(option.value);
      return (
        <label
          key={option.value}
          className={cn(
            'flex cursor-pointer items-start gap-2.5 rounded-md border border-transparent px-2.5 py-1.5 hover:bg-muted has-focus-visible:ring-2 has-focus-visible:ring-ring pointer-coarse:py-2.5',
            selected && 'border-accent/40 bg-accent-soft hover:bg-accent-soft',
          )}
        >
          <input
            type={multiple ? 'checkbox' : 'radio'}
            name={name}
            data-card-first={index === 0 ? '' : undefined}
            data-option={index + 1}
            checked={selected}
            onChange={() => onToggle(option.value)}
            className="mt-[0.2rem] size-4 shrink-0 accent-accent outline-none"
          />
          <span className="min-w-0 flex-1">
            <span className="block break-words">{option.label}</span>
            {option.description && (
              <span className="block break-words text-muted-foreground text-xs">{option.description}</span>
            )}
          </span>
          {index < KEYS && (
            <Kbd aria-hidden="true" className="mt-0.5 hidden text-muted-foreground sm:inline-flex">
              {index + 1}
            </Kbd>
          )}
        </label>
      );
    })}
  </fieldset>
);
