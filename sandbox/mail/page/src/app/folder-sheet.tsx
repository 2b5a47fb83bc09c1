import { useLayoutEffect, useRef } from 'react';
import { Folders } from './folders';

/** The folders on a phone, over the list. The browser's own modal dialog keeps the focus and gives it back. */
export function FolderSheet({ onClose }: { onClose: () => void }) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys close it by Escape
    <dialog
      ref={ref}
      aria-label="Folders"
      onCancel={onClose}
      onClick={({ target, currentTarget }) => target === currentTarget && onClose()}
      className="m-0 h-dvh max-h-none w-72 max-w-[85vw] bg-sidebar open:flex"
    >
      <Folders onGone={onClose} />
    </dialog>
  );
}
