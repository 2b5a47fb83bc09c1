import { type ReactNode, type RefObject, useId, useRef } from 'react';
import { cx } from './cx';

interface Trigger {
  popoverTarget: string;
  ref: RefObject<HTMLButtonElement | null>;
}

interface Props {
  /** Gets what makes a button open it. */
  trigger: (props: Trigger) => ReactNode;
  children: (close: () => void) => ReactNode;
  className?: string;
  /** Where the focus goes when it opens; the first button or box by default. */
  onOpen?: () => void;
  onClose?: () => void;
}

const GAP = 4;
const EDGE = 8;

const placeBeside = (popover: HTMLElement, { left, right, top, bottom }: DOMRect): void => {
  const { offsetWidth: width, offsetHeight: height } = popover;
  const fitsBelow = bottom + GAP + height + EDGE <= innerHeight;
  const x = left + width + EDGE <= innerWidth ? left : right - width;
  popover.style.left = `${Math.max(EDGE, Math.min(x, innerWidth - width - EDGE))}px`;
  popover.style.top = `${fitsBelow ? bottom + GAP : Math.max(EDGE, top - GAP - height)}px`;
};

/** The browser's own popover: above everything, closed by Escape or a click elsewhere. */
export function Popover({ trigger, children, className, onOpen, onClose }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const toggled = (isOpen: boolean): void => {
    if (!isOpen) {
      onClose?.();
      return;
    }
    if (popover.current && button.current) placeBeside(popover.current, button.current.getBoundingClientRect());
    popover.current?.querySelector<HTMLElement>('button, a[href], input, select')?.focus();
    onOpen?.();
  };
  return (
    <>
      {trigger({ popoverTarget: id, ref: button })}
      <div
        ref={popover}
        id={id}
        popover="auto"
        onToggle={({ newState }) => toggled(newState === 'open')}
        className={cx(
          'scroll-thin fixed inset-auto m-0 max-h-80 min-w-44 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-lg border bg-raised p-1.5 text-foreground shadow-pop',
          className,
        )}
      >
        {children(() => popover.current?.hidePopover())}
      </div>
    </>
  );
}
