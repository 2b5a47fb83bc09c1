import { Popover as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/utils';

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;

export const PopoverContent = ({ className, sideOffset = 4, ...props }: ComponentProps<typeof Primitive.Content>) => (
  <Primitive.Content
    data-slot="popover-content"
    sideOffset={sideOffset}
    collisionPadding={8}
    className={cn(
      'data-open:fade-in-0 data-open:zoom-in-98 z-50 rounded-lg border bg-popover shadow-pop outline-none data-open:animate-in',
      className,
    )}
    {...props}
  />
);
