import { createStore } from './store';

/** Has anything been said yet? Only then is the toaster loaded. */
export const toasterNeeded = createStore(false);

interface ToastOptions {
  description?: string;
  action?: { label: string; onClick: () => void };
}

const say = async (kind: 'message' | 'error', text: string, options?: ToastOptions) => {
  toasterNeeded.set(true);
  const { toast: show } = await import('sonner');
  show[kind](text, options);
};

/** A short word at the edge of the screen. */
export const toast = {
  message: (text: string, options?: ToastOptions) => void say('message', text, options),
  error: (text: string) => void say('error', text),
};
