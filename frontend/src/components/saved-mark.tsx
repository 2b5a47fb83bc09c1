import { CheckIcon } from 'lucide-react';
import { messageOf } from '@/lib/api-error';

/** Beside what was just changed: quietly saved, or why not. */
export const SavedMark = ({ saving }: { saving: { isSuccess: boolean; isError: boolean; error: unknown } }) => (
  <>
    <span role="status" className="inline-flex text-muted-foreground text-xs empty:hidden">
      {saving.isSuccess && (
        <span className="fade-out-0 inline-flex animate-out items-center gap-1 fill-mode-forwards delay-3000">
          <CheckIcon className="size-3.5 text-success-text" aria-hidden="true" />
          Saved
        </span>
      )}
    </span>
    {saving.isError && (
      <span role="alert" className="text-danger-text text-xs">
        Not saved. {messageOf(saving.error)}
      </span>
    )}
  </>
);
