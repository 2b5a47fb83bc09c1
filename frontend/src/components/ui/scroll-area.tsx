import type { ReactNode } from 'react';
import { cn } from '@/lib/utils';

/** A wide thing that scrolls sideways, also by keyboard, and says what it is. */
export const ScrollArea = ({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) => (
  // biome-ignore lint/a11y/useSemanticElements: neither a form's fieldset nor a landmark of the page
  <div
    data-slot="scroll-area"
    role="group"
    aria-label={label}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot scroll
    tabIndex={0}
    className={cn('scroll-thin overflow-x-auto', className)}
  >
    {children}
  </div>
);
