import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './button';

interface Props {
  title: ReactNode;
  /** Escape or the ✕. */
  onClose: () => void;
  closeName?: string;
  children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, onClose, closeName = 'Close', children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="m-auto max-h-[min(46rem,calc(100dvh-2rem))] w-[min(32.5rem,calc(100vw-2rem))] flex-col overflow-hidden rounded-xl bg-raised text-foreground shadow-pop open:flex max-sm:m-0 max-sm:mt-auto max-sm:max-h-[94dvh] max-sm:w-full max-sm:max-w-none max-sm:rounded-b-none"
    >
      <header className="flex items-start gap-3 px-6 pt-5 pb-3 max-sm:px-4">
        <h2 id={titleId} className="grow pt-0.5 text-xl leading-7 font-bold">
          {title}
        </h2>
        <IconButton name={closeName} onClick={onClose}>
          <X className="size-5" aria-hidden />
        </IconButton>
      </header>
      {children}
    </dialog>
  );
}
