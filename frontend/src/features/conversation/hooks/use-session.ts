import { useEffect, useMemo } from 'react';
import { useStore } from '@/lib/store';
import { outboxOf } from '../outbox';
import { streamOf } from '../session-stream';

/** The live session and what still leaves for it. */
export const useSession = (sessionId: string) => {
  const stream = useMemo(() => streamOf(sessionId), [sessionId]);
  const outbox = useMemo(() => outboxOf(sessionId), [sessionId]);
  const snapshot = useStore(stream.store);
  const outgoing = useStore(outbox.store);
  useEffect(() => {
    stream.open();
    return () => stream.close();
  }, [stream]);

  const messages = snapshot.state?.messages;
  useEffect(() => {
    if (messages && outgoing.length) outbox.confirm(new Set(messages.slice(-200).map((message) => message.id)));
  }, [messages, outgoing.length, outbox]);
  return { stream, outbox, outgoing, ...snapshot };
};
