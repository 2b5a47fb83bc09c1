import { useLive } from '#kit/page';
import type { ThreadState } from '../data/types';
import { withoutPlus } from '../lib/addresses';
import { answeredIn } from '../writing/answer';

interface Answered {
  messageId: string;
  answerTo: string;
}

/** What an answer to the newest mail of a conversation, by somebody else, would name. */
export const useNewestMail = (as: string, thread: string | null): Answered | undefined => {
  const path = thread && `thread?${new URLSearchParams({ as, thread })}`;
  const { data } = useLive<ThreadState>(path);
  const mail = data?.messages.findLast(({ from }) => !withoutPlus(from).includes(as));
  return mail && { messageId: mail.messageId, answerTo: answeredIn(mail) };
};
