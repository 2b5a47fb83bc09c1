import { download } from '@/lib/api';
import { ApiError, messageOf } from '@/lib/api-error';
import { toast } from '@/lib/toast';
import { cn } from '@/lib/utils';

const fetchMail = async (id: string) => {
  try {
    await download(`/api/messages/${id}/mail`, `mail-${id}.eml`);
  } catch (error) {
    const none = error instanceof ApiError && error.status === 404;
    if (none) toast.message('No mail of its own is kept for this. Answers by a button in a mail have none.');
    else toast.error(messageOf(error));
  }
};

/** The mail that a message or an answer came with, as it arrived (EML-3). @param id of the message or the answer */
export const OriginalMail = ({ id, className }: { id: string; className?: string }) => (
  <button type="button" className={cn('quiet-action text-xs', className)} onClick={() => void fetchMail(id)}>
    Original mail
  </button>
);
