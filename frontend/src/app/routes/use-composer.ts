import type { FeedbackRequest } from '@parley/contracts';
import { useState } from 'react';
import { useDraft } from '@/features/conversation';
import { answerText } from '@/features/feedback';
import { messageOf } from '@/lib/api-error';
import { toast } from '@/lib/toast';
import { isCommand } from './is-command';

/** What is written goes to the one open TEXT question if there is exactly one, else it is a message. */
export const useComposer = (
  sessionId: string,
  pending: readonly FeedbackRequest[],
  onMessage: (text: string) => void,
) => {
  const [text, setText] = useDraft(sessionId);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const texts = pending.filter((request) => request.question.type === 'TEXT');
  const only = texts.length === 1 ? texts[0] : undefined;
  const answering = only && only.id !== dismissed ? only : null;

  const send = () => {
    const words = text.trim();
    if (!words) return;
    setText('');
    if (!answering || isCommand(words)) return onMessage(words);
    answerText(answering.id, words).catch((error: unknown) => {
      // The words come back: nothing typed is lost.
      setText(words);
      toast.error(messageOf(error));
    });
  };
  return { text, setText, send, answering, dismiss: () => setDismissed(answering?.id ?? null) };
};
