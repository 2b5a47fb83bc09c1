import type { FeedbackRequest as Request } from '@parley/contracts';
import { useEffect, useRef, useState } from 'react';
import { fieldTakenAway, holdDecisions, isField } from '@/lib/hotkeys';
import { dropHeldAnswer } from '../api/feedback';
import { draftWords, dropCardDraft } from '../card-drafts';

/** Do the words stand in the answer that ended the question? */
const saidIn = (request: Request, words: string) =>
  words
    .split('\n')
    .every((line) => JSON.stringify(request.response?.answer ?? '').includes(JSON.stringify(line).slice(1, -1)));

/** What ended while the person stood in it: where the focus goes, and which of their words would be lost. */
export const useEnd = (request: Request, sent: boolean, onDone: () => void) => {
  const waiting = request.status === 'PENDING';
  const wasWaiting = useRef(waiting);
  const hasFocus = useRef(false);
  const writes = useRef(false);
  const [left, setLeft] = useState('');
  useEffect(() => {
    if (wasWaiting.current && !waiting) {
      const words = draftWords(request.id);
      // Only what did not become the answer is a draft that would be lost.
      if (words && !saidIn(request, words)) setLeft(words);
      dropCardDraft(request.id);
      dropHeldAnswer(request.id);
      // The controls are gone: whoever stood in them goes on to what is next.
      if (hasFocus.current) {
        if (writes.current && !sent) fieldTakenAway();
        holdDecisions();
        onDone();
      }
      hasFocus.current = false;
    }
    wasWaiting.current = waiting;
  }, [waiting, request, sent, onDone]);
  const focusHandlers = {
    onFocus: (event: React.FocusEvent) => {
      hasFocus.current = true;
      writes.current = isField(event.target);
    },
    onBlur: (event: React.FocusEvent) => {
      // A control that goes away blurs to nowhere: then the focus still counts as being here.
      const to = event.relatedTarget;
      if (to instanceof Node && !event.currentTarget.contains(to)) hasFocus.current = false;
    },
  };
  return { left, focusHandlers };
};
