import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback, useState } from 'react';
import { enterCard, findCard, pressKey } from '@/lib/card-keys';
import { hasModifier, isTyping } from '@/lib/hotkeys';
import { type InboxRow, inboxMove, nextAfter } from '../inbox-keys';

/** Which card is active, which are open, and what keys do about it. `bare` rows: without what is kept here. */
export const useInboxKeys = (
  list: RefObject<HTMLElement | null>,
  bare: readonly Omit<InboxRow, 'open'>[],
  onSession: (id: string) => void,
) => {
  const [chosen, setActive] = useState<string | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<string> | null>(null);
  const first = bare.find(({ waits }) => waits)?.id;
  // At first the one on top is open: one sees at once how it is done.
  const isOpen = (id: string) => (opened ? opened.has(id) : id === first);
  // Gone, such as by another filter: the first one is the stop for Tab again.
  const activeId = bare.some(({ id }) => id === chosen) ? chosen : (first ?? bare[0]?.id ?? null);
  const rows: InboxRow[] = bare.map((row) => ({ ...row, open: isOpen(row.id) }));

  /** After the next paint, when what was opened is there. */
  const withCard = useCallback(
    (id: string, then: (card: HTMLElement) => void) =>
      requestAnimationFrame(() => {
        const card = list.current && findCard(list.current, id);
        if (card) then(card);
      }),
    [list],
  );
  const focus = (id: string) => {
    setActive(id);
    withCard(id, (card) => {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: 'nearest' });
    });
  };
  const setOpen = (id: string | null, fold: string | null = null) => {
    const next = new Set(opened ?? (first ? [first] : []));
    if (fold) next.delete(fold);
    if (id) next.add(id);
    setOpened(next);
  };
  const open = (id: string, press: string | null) => {
    setOpen(id);
    setActive(id);
    withCard(id, (card) => {
      if (press && pressKey(card, press)) return;
      enterCard(card);
      card.scrollIntoView({ block: 'nearest' });
    });
  };
  const done = (id: string) => {
    const next = nextAfter(rows, id);
    setOpen(next, id);
    // With nothing left the focus stays with what was just decided.
    focus(next ?? id);
  };

  const onFocus = (event: FocusEvent) => {
    const id = event.target.closest<HTMLElement>('[data-request]')?.dataset.request;
    if (id) setActive(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || hasModifier(event) || isTyping(event.target)) return;
    const target = event.target as HTMLElement;
    const onCard = target.matches('[data-card], [data-card] h2 > button');
    const move = inboxMove(event.key, { rows, activeId, onCard });
    // A held key may move, and does nothing else.
    if (!move || (event.repeat && move.kind !== 'focus')) return;
    event.preventDefault();
    switch (move.kind) {
      case 'focus':
        return focus(move.id);
      case 'open':
        return open(move.id, move.press);
      case 'fold':
        setOpen(null, move.id);
        return focus(move.id);
      case 'session':
        return onSession(move.id);
    }
  };
  return { rows, activeId, focus, open, done, onFocus, onKeyDown };
};
