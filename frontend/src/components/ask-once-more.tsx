import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { focusNow } from '@/lib/focus-now';

/** Takes the place of what was pressed: nothing happens before it was asked once more. */
export const AskOnceMore = ({
  label,
  children,
  yes,
  no = 'Keep',
  busy,
  problem,
  onYes,
  onNo,
}: {
  label: string;
  children: ReactNode;
  yes: string;
  no?: string;
  busy: boolean;
  problem: string | null;
  onYes: () => void;
  onNo: () => void;
}) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form; this is a question with two buttons.
  <div
    role="group"
    aria-label={label}
    onKeyDown={(event) => {
      if (event.key !== 'Escape' || busy) return;
      event.stopPropagation();
      onNo();
    }}
    className="grid gap-2"
  >
    <p className="text-pretty break-words text-ui">{children}</p>
    <div className="flex flex-wrap gap-2">
      <Button size="sm" variant="danger" ref={focusNow} disabled={busy} onClick={onYes}>
        {busy && <Spinner />} {yes}
      </Button>
      <Button size="sm" variant="ghost" disabled={busy} onClick={onNo}>
        {no}
      </Button>
    </div>
    {problem && (
      <p role="alert" className="break-words text-danger-text text-xs">
        {problem}
      </p>
    )}
  </div>
);
