import { XIcon } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { type ComponentProps, useRef } from 'react';
import { cn } from '@/lib/utils';

export const Dialog = Primitive.Root;
export const DialogTitle = ({ className, ...props }: ComponentProps<typeof Primitive.Title>) => (
  <Primitive.Title data-slot="dialog-title" className={cn('font-semibold text-[0.9375rem]', className)} {...props} />
);
export const DialogDescription = ({ className, ...props }: ComponentProps<typeof Primitive.Description>) => (
  <Primitive.Description
    data-slot="dialog-description"
    className={cn('text-muted-foreground text-ui', className)}
    {...props}
  />
);

/** Also without a button that opened it, such as by a key: the focus goes back to where it was. */
const useFocusReturn = () => {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (before.current instanceof HTMLElement) before.current.focus();
    },
  };
};

const Overlay = () => (
  <Primitive.Overlay
    data-slot="dialog-overlay"
    className="data-open:fade-in-0 fixed inset-0 z-40 bg-black/30 data-open:animate-in dark:bg-black/55"
  />
);

const CloseButton = () => (
  <Primitive.Close className="absolute top-3 right-3 grid size-7 touch-target place-items-center rounded-md text-muted-foreground hover:bg-muted hover:text-foreground">
    <XIcon className="size-4" />
    <span className="sr-only">Close</span>
  </Primitive.Close>
);

export const DialogContent = ({ className, children, ...props }: ComponentProps<typeof Primitive.Content>) => {
  const focusReturn = useFocusReturn();
  return (
    <Primitive.Portal>
      <Overlay />
      <Primitive.Content
        data-slot="dialog-content"
        className={cn(
          'data-open:fade-in-0 data-open:zoom-in-98 fixed top-[12vh] left-1/2 z-50 grid max-h-[80vh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 gap-3 overflow-y-auto rounded-xl border bg-popover p-5 shadow-pop outline-none data-open:animate-in',
          className,
        )}
        {...focusReturn}
        {...props}
      >
        {children}
        <CloseButton />
      </Primitive.Content>
    </Primitive.Portal>
  );
};

/** The right pane on narrow screens. */
export const SheetContent = ({ className, children, ...props }: ComponentProps<typeof Primitive.Content>) => {
  const focusReturn = useFocusReturn();
  return (
    <Primitive.Portal>
      <Overlay />
      <Primitive.Content
        data-slot="sheet-content"
        className={cn(
          'data-open:slide-in-from-right fixed inset-y-0 right-0 z-50 flex w-[min(22rem,calc(100vw-2.5rem))] flex-col border-l bg-background shadow-pop outline-none duration-200 data-open:animate-in',
          className,
        )}
        {...focusReturn}
        {...props}
      >
        {children}
        <CloseButton />
      </Primitive.Content>
    </Primitive.Portal>
  );
};
