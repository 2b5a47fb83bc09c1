import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Spinner } from '@/components/ui/spinner';
import { useNow } from '@/lib/use-now';
import { cn } from '@/lib/utils';
import type { Refusal } from '../api/feedback';

/** The one thing to press. */
export const SubmitButton = ({
  children,
  busy,
  disabled = false,
  shortcut,
  onClick,
}: {
  children: ReactNode;
  busy: boolean;
  disabled?: boolean;
  shortcut?: string;
  onClick?: () => void;
}) => (
  <Button
    variant="primary"
    data-key={shortcut?.length === 1 && onClick ? shortcut : undefined}
    type={onClick ? 'button' : 'submit'}
    disabled={busy || disabled}
    {...(onClick ? { onClick } : {})}
  >
    {busy && <Spinner />}
    {busy ? 'Sending…' : children}
    {shortcut && !busy && <Kbd className="hidden sm:inline-flex">{shortcut}</Kbd>}
  </Button>
);

export const RefusalNote = ({ refusal }: { refusal: Refusal | null }) => {
  const now = useNow(refusal?.retryAt ? 1_000 : 0);
  if (!refusal) return null;
  const left = refusal.retryAt ? Math.max(0, Math.ceil((refusal.retryAt - now) / 1_000)) : 0;
  const reasons = Object.entries(refusal.fields).filter(([path]) => !path.startsWith('values.'));
  return (
    <div
      role={refusal.held ? 'status' : 'alert'}
      className={cn(
        'rounded-md px-2.5 py-1.5 text-xs',
        refusal.held ? 'bg-muted text-muted-foreground' : 'bg-danger-soft text-danger-text',
      )}
    >
      {refusal.message}
      {left > 0 && ` Try again in ${left} s.`}
      {reasons.length > 0 && (
        <ul className="mt-0.5 list-disc pl-4">
          {reasons.map(([path, message]) => (
            <li key={path}>{path && path !== 'values' ? `${path}: ${message}` : message}</li>
          ))}
        </ul>
      )}
    </div>
  );
};

export const Actions = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-2">{children}</div>
);
