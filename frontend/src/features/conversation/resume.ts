import { onSignedOut } from '@/lib/auth-session';
import { storage } from '@/lib/storage';
import { DRAFT_KEY } from './hooks/use-draft';
import { dropOutboxes, OUTBOX_KEY, outboxOf } from './outbox';
import { dropStreams } from './session-stream';

/** After a reload: what was not sent yet goes out now, whichever session is open. */
export const resumeOutboxes = () => {
  for (const key of storage.keys(OUTBOX_KEY)) outboxOf(key.slice(OUTBOX_KEY.length));
};

// The person signed out: nothing of theirs stays in this browser.
onSignedOut(() => {
  dropStreams();
  dropOutboxes();
  storage.clear(DRAFT_KEY);
});
