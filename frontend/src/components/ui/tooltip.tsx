import { Tooltip as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Primitive.Provider delayDuration={350} skipDelayDuration={200}>
    {children}
  </Primitive.Provider>
);

/** Words for a thing that shows as a sign only. The child needs its own accessible name. */
export const Tooltip = ({
  label,
  side = 'top',
  children,
}: {
  label: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactNode;
}) => (
  <Primitive.Root>
    <Primitive.Trigger asChild>{children}</Primitive.Trigger>
    <Primitive.Portal>
      <Primitive.Content
        data-slot="tooltip"
        side={side}
        sideOffset={5}
        collisionPadding={8}
        className="fade-in-0 z-50 flex max-w-72 animate-in items-center gap-2 rounded-md bg-foreground px-2 py-1 text-background text-xs shadow-pop"
      >
        {label}
      </Primitive.Content>
    </Primitive.Portal>
  </Primitive.Root>
);
