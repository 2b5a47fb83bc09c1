import { Kbd } from '@/components/ui/kbd';

const HINTS = [
  ['j k', 'move'],
  ['⏎', 'open'],
  ['a r', 'decide'],
  ['s', 'snooze'],
  ['?', 'all keys'],
] as const;

/** For whoever has a keyboard and looks at it; the sheet behind `?` says it to everybody. */
export const KeyHints = () => (
  <p aria-hidden="true" className="hidden items-center gap-3 text-2xs text-muted-foreground lg:flex">
    {HINTS.map(([keys, words]) => (
      <span key={keys} className="flex items-center gap-1">
        {keys.split(' ').map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
        {words}
      </span>
    ))}
  </p>
);
