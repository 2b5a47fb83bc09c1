import { decisionsHeld } from './hotkeys';

/**
 * How keys find their way into a question card, wherever it stands. A card is `[data-card]`; in it `[data-key="a"]` is
 * pressed by its key, `[data-option="1"]` by its number, and `[data-card-first]` is where Enter goes in.
 */
export const pressKey = (card: HTMLElement, key: string): boolean => {
  if (decisionsHeld()) return false;
  const option = /^[1-9]$/.test(key) ? card.querySelector<HTMLInputElement>(`[data-option="${key}"]`) : null;
  const target = option ?? card.querySelector<HTMLButtonElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!target || target.disabled) return false;
  target.click();
  // What it opened may have taken the focus already.
  if (target.isConnected) target.focus();
  return true;
};

export const enterCard = (card: HTMLElement) => {
  const first = card.querySelector<HTMLElement>('[data-card-first]');
  // A form made from a schema cannot say which of its fields comes first.
  const target = first instanceof HTMLFormElement ? first.querySelector<HTMLElement>('input, select, textarea') : first;
  target?.focus();
};

export const findCard = (root: ParentNode, requestId: string) =>
  root.querySelector<HTMLElement>(`[data-request="${CSS.escape(requestId)}"]`);

/** Brings a card into sight; of one that is taller than the page its beginning, where the question stands. */
export const showCard = (card: HTMLElement) =>
  card.scrollIntoView({ block: card.offsetHeight > window.innerHeight * 0.7 ? 'start' : 'nearest' });

/** What some questions have is loaded when one of them opens. */
const LOADS_WITHIN_FRAMES = 90;

/** Runs when the controls of an opened card are there, or without them when they do not come. */
export const whenOpened = (find: () => HTMLElement | null, run: (card: HTMLElement) => void, frames = 0) => {
  requestAnimationFrame(() => {
    const card = find();
    if (!card) return;
    const ready = card.querySelector('[data-card-first], [data-key="a"]');
    if (ready || frames >= LOADS_WITHIN_FRAMES) run(card);
    else whenOpened(find, run, frames + 1);
  });
};
