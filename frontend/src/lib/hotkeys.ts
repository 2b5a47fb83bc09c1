/** How long somebody whose field was taken away may go on typing before they notice. */
const NOTICE_MS = 1_500;
/** What has just come under the person's hands is not decided by the key that ended what stood there before. */
const SETTLE_MS = 400;
let typesUntil = 0;
let heldUntil = 0;

/** The field somebody writes in goes away by itself: what they still type goes nowhere, instead of being taken for keys. */
export const fieldTakenAway = () => {
  typesUntil = Date.now() + NOTICE_MS;
};
/** The focus goes on to something that nobody has read yet. */
export const holdDecisions = () => {
  heldUntil = Date.now() + SETTLE_MS;
};
export const decisionsHeld = () => Date.now() < heldUntil;

/** Is the person typing? Then single letters belong to the text. */
export const isTyping = (target: EventTarget | null): boolean => {
  if (Date.now() < typesUntil) return true;
  return isField(target);
};

export const isField = (target: EventTarget | null): boolean => {
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
