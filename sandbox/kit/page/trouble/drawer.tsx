import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from '../ui/button';
import { cx } from '../ui/cx';

interface Props {
  /** By the name of their tab, the first one open. */
  parts: Readonly<Record<string, ReactNode>>;
  onClose: () => void;
}

/** Everything that only a trial place has: what goes wrong, and the record of what happened. */
export function Drawer({ parts, onClose }: Props) {
  const names = Object.keys(parts);
  const [part, setPart] = useState(names[0] ?? '');
  return (
    <aside
      aria-label="Make it misbehave"
      className="flex min-h-0 w-96 shrink-0 flex-col border-l bg-page max-xl:fixed max-xl:inset-y-0 max-xl:right-0 max-xl:z-10 max-xl:shadow-pop max-sm:w-full"
    >
      <div className="flex min-h-14 shrink-0 items-center gap-2 px-5 pt-1">
        <h2 className="grow text-lg font-bold">Make it misbehave</h2>
        <IconButton name="Close" onClick={onClose}>
          <X className="size-5" aria-hidden />
        </IconButton>
      </div>
      <div role="tablist" aria-label="What to change or see" className="flex shrink-0 gap-5 border-b px-5">
        {names.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={part === name}
            onClick={() => setPart(name)}
            className={cx(
              'touch border-b-2 pb-1.5 text-ui font-medium',
              part === name ? 'border-accent' : 'border-transparent text-quiet hover:text-foreground',
            )}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" aria-label={part} className="scroll-thin min-h-0 grow overflow-y-auto px-5 py-4">
        {parts[part]}
      </div>
    </aside>
  );
}
