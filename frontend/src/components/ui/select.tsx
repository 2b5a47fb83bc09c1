import type { ComponentProps } from 'react';
import { cn } from '@/lib/utils';
import { fieldClass } from './input';

/** The platform's own: on a phone it is the wheel people know. */
export const Select = ({ className, ...props }: ComponentProps<'select'>) => (
  <select data-slot="select" className={cn(fieldClass, 'h-9 w-auto pr-1 pointer-coarse:h-11', className)} {...props} />
);
