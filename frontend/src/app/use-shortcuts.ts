import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { decisionsHeld, focusComposer, hasModifier, isTyping } from '@/lib/hotkeys';

const SEQUENCE_MS = 900;
const GO: Record<string, string> = { i: '/inbox', s: '/sessions', r: '/runs', a: '/agents', p: '/settings' };

/** Moves the focus to the next waiting card, or along the list of sessions when one of them has it. */
const move = (step: 1 | -1) => {
  const inList = document.activeElement?.matches('[data-session-row]');
  const cards = [...document.querySelectorAll<HTMLElement>('[data-card="waiting"]')];
  const rows = [...document.querySelectorAll<HTMLElement>('[data-session-row]')].filter((row) => row.offsetParent);
  const targets = inList || cards.length === 0 ? rows : cards;
  if (targets.length === 0) return;
  const current = targets.findIndex(
    (target) => target === document.activeElement || target.contains(document.activeElement),
  );
  const from = current < 0 && step < 0 ? targets.length : current;
  const next = targets[Math.min(targets.length - 1, Math.max(0, from + step))];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
};

const isOnScreen = (element: Element) => {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < window.innerHeight;
};

/** Nothing lies over it: one decides only about what one sees. */
const isInSight = (element: Element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
};

/** The keys on a card's buttons work from anywhere while no other card could be meant. */
const pressOnOnlyCard = (key: string): boolean => {
  if (decisionsHeld()) return false;
  const cards = [...document.querySelectorAll('[data-card="waiting"]')].filter(isOnScreen);
  const button = cards.length === 1 ? cards[0]?.querySelector<HTMLButtonElement>(`[data-key="${key}"]`) : null;
  if (!button || button.disabled || !isInSight(button)) return false;
  button.focus();
  button.click();
  return true;
};

export const useShortcuts = ({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }) => {
  const navigate = useNavigate();
  useEffect(() => {
    let goUntil = 0;
    // Before anything else hears of it: after `g` the next letter names a place, also on a card that knows that letter.
    const onGo = (event: KeyboardEvent) => {
      if (hasModifier(event) || isTyping(event.target) || document.querySelector('[role="dialog"]')) return;
      const target = goUntil > Date.now() ? GO[event.key] : undefined;
      goUntil = event.key === 'g' ? Date.now() + SEQUENCE_MS : 0;
      if (!target) return;
      event.preventDefault();
      event.stopPropagation();
      navigate(target);
    };
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        return onPalette();
      }
      if (event.defaultPrevented || hasModifier(event) || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]')) return;
      if (event.key === '?') return onHelp();
      if (event.key === 'j') return move(1);
      if (event.key === 'k') return move(-1);
      if ((event.key === 'a' || event.key === 'r') && !event.repeat && pressOnOnlyCard(event.key))
        return event.preventDefault();
      if (event.key === 'Escape') focusComposer();
    };
    window.addEventListener('keydown', onGo, { capture: true });
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onGo, { capture: true });
      window.removeEventListener('keydown', onKey);
    };
  }, [navigate, onPalette, onHelp]);
};
