import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { markRead } from '@/features/sessions';

const SETTLE_MS = 600;

/** Tells the server what was read: only while the end of the conversation is on screen and the window has the focus. */
export const useReadMarker = (sessionId: string, newestSeq: number, unread: boolean, atBottom: boolean) => {
  const client = useQueryClient();
  const told = useRef(unread ? 0 : newestSeq);
  useEffect(() => {
    if (!atBottom || newestSeq <= told.current) return;
    const tell = () => {
      if (document.visibilityState !== 'visible' || !document.hasFocus()) return;
      told.current = newestSeq;
      markRead(client, sessionId, newestSeq).catch(() => {
        told.current = 0;
      });
    };
    const timer = setTimeout(tell, SETTLE_MS);
    window.addEventListener('focus', tell);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', tell);
    };
  }, [client, sessionId, newestSeq, atBottom]);
};
