import type { ComponentProps } from 'react';
import { cn } from '@/lib/utils';

export const fieldClass =
  'w-full rounded-md border border-input bg-card px-2.5 text-foreground shadow-xs outline-none transition-[border-color,box-shadow] focus-visible:border-ring focus-visible:ring-2 focus-visible:ring-ring/30 disabled:opacity-60 aria-invalid:border-danger max-sm:text-base';

export const Input = ({ className, ...props }: ComponentProps<'input'>) => (
  <input data-slot="input" className={cn(fieldClass, 'h-9 pointer-coarse:h-11', className)} {...props} />
);
