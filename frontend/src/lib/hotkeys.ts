/** Is the person typing? Then single letters belong to the text. */
export const isTyping = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
};

export const hasModifier = (event: KeyboardEvent | React.KeyboardEvent) =>
  event.metaKey || event.ctrlKey || event.altKey;

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
export const modKey = isMac ? '⌘' : 'Ctrl';

export const focusComposer = () => document.querySelector<HTMLTextAreaElement>('[data-composer]')?.focus();
