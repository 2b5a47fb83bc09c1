import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback, useState } from 'react';
import { enterCard, findCard, pressKey, showCard, whenOpened } from '@/lib/card-keys';
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

  const cardOf = useCallback((id: string) => list.current && findCard(list.current, id), [list]);
  const focus = (id: string) => {
    setActive(id);
    // After the paint: what was opened or folded with it has its size then.
    requestAnimationFrame(() => {
      const card = cardOf(id);
      card?.focus({ preventScroll: true });
      if (card) showCard(card);
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
    whenOpened(
      () => cardOf(id),
      (card) => {
        showCard(card);
        if (!press || !pressKey(card, press)) enterCard(card);
      },
    );
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
