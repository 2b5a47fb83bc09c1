import type { ComponentProps } from 'react';
import { cn } from '@/lib/utils';
import { fieldClass } from './input';

export const Textarea = ({ className, ...props }: ComponentProps<'textarea'>) => (
  <textarea
    data-slot="textarea"
    className={cn(fieldClass, 'field-sizing-content max-h-80 min-h-16 resize-none py-2', className)}
    {...props}
  />
);
