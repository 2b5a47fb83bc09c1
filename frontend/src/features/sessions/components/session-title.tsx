import type { SessionSummary } from '@parley/contracts';
import { useEffect, useRef, useState } from 'react';
import { messageOf } from '@/lib/api-error';
import { toast } from '@/lib/toast';
import { useUpdateSession } from '../api/sessions';

/** The title, renamed in place: double-click or the menu starts it, Enter keeps it, Escape leaves it. */
export const SessionTitle = ({
  session,
  editing,
  onEditing,
}: {
  session: SessionSummary;
  editing: boolean;
  onEditing: (editing: boolean) => void;
}) => {
  const update = useUpdateSession();
  const [title, setTitle] = useState(session.title);
  const input = useRef<HTMLInputElement>(null);
  const shown = update.isPending ? (update.variables.title ?? session.title) : session.title;

  useEffect(() => {
    if (!editing) return;
    setTitle(session.title);
    requestAnimationFrame(() => input.current?.select());
  }, [editing, session.title]);

  const save = () => {
    onEditing(false);
    const next = title.trim();
    if (!next || next === session.title) return;
    update.mutate({ id: session.id, title: next }, { onError: (error) => toast.error(messageOf(error)) });
  };

  if (editing)
    return (
      <input
        ref={input}
        value={title}
        maxLength={200}
        aria-label="Title of the session"
        onChange={(event) => setTitle(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') onEditing(false);
        }}
        className="-mx-1.5 min-w-0 flex-1 rounded-md border border-ring bg-card px-1.5 font-semibold outline-none"
      />
    );
  return (
    <h1 className="min-w-0 truncate font-semibold" title={shown} onDoubleClick={() => onEditing(true)}>
      {shown}
    </h1>
  );
};
