import { useEffect, useRef, useState } from 'react';
import { act } from '#kit/page';
import type { OpenedMail } from '../data/types';
import { isUnread } from '../list/conversations';

interface Opened {
  isOpen: (mail: OpenedMail) => boolean;
  toggle: (mail: OpenedMail) => void;
}

/** Which mails of a conversation are open: the last one, what was unread, and what one opened. What is seen is read. */
export const useOpened = (as: string, mails: readonly OpenedMail[]): Opened => {
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({});
  const told = useRef(new Set<string>());
  useEffect(() => {
    const fresh = mails.filter((mail) => isUnread(mail) && !told.current.has(mail.id));
    if (fresh.length === 0) return;
    for (const { id } of fresh) {
      told.current.add(id);
      act('mark-read', as, { id, read: true }).catch(() => told.current.delete(id));
    }
    setChosen((before) => ({ ...Object.fromEntries(fresh.map(({ id }) => [id, true])), ...before }));
  }, [as, mails]);
  const isOpen = ({ id }: OpenedMail): boolean => chosen[id] ?? id === mails.at(-1)?.id;
  const toggle = (mail: OpenedMail) => setChosen((before) => ({ ...before, [mail.id]: !isOpen(mail) }));
  return { isOpen, toggle };
};
