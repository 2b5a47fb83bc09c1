/**
 * How keys find their way into a question card, wherever it stands. A card is `[data-card]`; in it `[data-key="a"]` is
 * pressed by its key, `[data-option="1"]` by its number, and `[data-card-first]` is where Enter goes in.
 */
export const pressKey = (card: HTMLElement, key: string): boolean => {
  const option = /^[1-9]$/.test(key) ? card.querySelector<HTMLInputElement>(`[data-option="${key}"]`) : null;
  const target = option ?? card.querySelector<HTMLButtonElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!target || target.disabled) return false;
  target.click();
  // What it opened may have taken the focus already.
  if (target.isConnected) target.focus();
  return true;
};

export const enterCard = (card: HTMLElement) => card.querySelector<HTMLElement>('[data-card-first]')?.focus();

export const findCard = (root: ParentNode, requestId: string) =>
  root.querySelector<HTMLElement>(`[data-request="${CSS.escape(requestId)}"]`);
