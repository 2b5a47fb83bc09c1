import type { PlacedMessage } from '@parley/contracts';
import { useEffect, useRef, useState } from 'react';
import { plainMarkdown } from '@/lib/plain-markdown';

const KEPT = 3;

/** Says each message once, whole, when it is complete: never each token (UI.md). */
export const NewMessageAnnouncer = ({ messages }: { messages: readonly PlacedMessage[] }) => {
  const seen = useRef<{ seq: number; open: Set<string> } | null>(null);
  const [lines, setLines] = useState<{ id: string; text: string }[]>([]);

  useEffect(() => {
    const newest = messages.at(-1)?.seq ?? 0;
    const before = seen.current ?? { seq: newest, open: new Set<string>() };
    const isNews = (message: PlacedMessage) => message.seq > before.seq || before.open.has(message.id);
    const recent = messages.slice(-20);
    const done = recent.filter((m) => m.role !== 'USER' && m.status !== 'STREAMING' && isNews(m));
    seen.current = {
      seq: newest,
      open: new Set(recent.filter((message) => message.status === 'STREAMING').map((message) => message.id)),
    };
    if (done.length)
      setLines((held) =>
        [...held, ...done.map((m) => ({ id: m.id, text: `${m.author}: ${plainMarkdown(m.text)}` }))].slice(-KEPT),
      );
  }, [messages]);

  return (
    <div role="log" aria-live="polite" aria-label="New messages" className="sr-only">
      {lines.map((line) => (
        <p key={line.id}>{line.text}</p>
      ))}
    </div>
  );
};
