import type { KeyboardEvent } from 'react';
import { enterCard, pressKey } from '@/lib/card-keys';
import { decisionsHeld, hasModifier, isTyping } from '@/lib/hotkeys';

/** Keys on a waiting card: its own keys and 1–9 act, Enter goes in or answers, Escape goes back. */
export const onCardKey = (event: KeyboardEvent<HTMLElement>, onBack: (() => void) | null) => {
  const card = event.currentTarget;
  if (event.key === 'Escape') {
    // On the card itself the list around it may know where to go back to.
    if (event.target === card && !onBack) return;
    event.stopPropagation();
    if (event.target === card) onBack?.();
    else card.focus();
    return;
  }
  if (hasModifier(event) || isTyping(event.target)) return;
  // A key that is held down, or that ended the card before this one, decides nothing here.
  if (event.key === 'Enter' && (event.repeat || decisionsHeld())) return event.preventDefault();
  if (event.key === 'Enter' && event.target === card) {
    event.preventDefault();
    return enterCard(card);
  }
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
    event.preventDefault();
    event.target.form?.requestSubmit();
    return;
  }
  if (!event.repeat && pressKey(card, event.key)) event.preventDefault();
};
