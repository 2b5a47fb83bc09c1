import { onSignedOut } from '@/lib/auth-session';
import { storage } from '@/lib/storage';
import { DRAFT_KEY } from './hooks/use-draft';
import { dropOutboxes, outboxOf } from './outbox';
import { sessionsWithOutgoing } from './outbox-storage';
import { dropStreams } from './session-stream';

/** After a reload: what was not sent yet goes out now, whichever session is open. */
export const resumeOutboxes = () => {
  for (const sessionId of sessionsWithOutgoing()) outboxOf(sessionId);
};

// The person signed out: nothing of theirs stays in this browser.
onSignedOut(() => {
  dropStreams();
  dropOutboxes();
  storage.clear(DRAFT_KEY);
});
