import { Switch as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/utils';

export const Switch = ({ className, ...props }: ComponentProps<typeof Primitive.Root>) => (
  <span className="grid touch-target place-items-center">
    <Primitive.Root
      data-slot="switch"
      className={cn(
        'relative h-5 w-8.5 shrink-0 rounded-full bg-muted-foreground/60 transition-colors after:absolute after:-inset-3 after:content-[""] disabled:opacity-50 data-[state=checked]:bg-accent',
        className,
      )}
      {...props}
    >
      <Primitive.Thumb className="block size-4 translate-x-0.5 rounded-full bg-white shadow-xs transition-transform data-[state=checked]:translate-x-4" />
    </Primitive.Root>
  </span>
);
