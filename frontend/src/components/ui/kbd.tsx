import type { ComponentProps } from 'react';
import { cn } from '@/lib/utils';

export const Kbd = ({ className, ...props }: ComponentProps<'kbd'>) => (
  <kbd
    data-slot="kbd"
    className={cn(
      'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded border border-current/20 px-1 font-sans text-2xs leading-none opacity-80',
      className,
    )}
    {...props}
  />
);
