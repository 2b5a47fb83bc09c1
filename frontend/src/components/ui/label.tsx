import type { ComponentProps } from 'react';
import { cn } from '@/lib/utils';

export const Label = ({ className, ...props }: ComponentProps<'label'>) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the caller names the control with htmlFor
  <label data-slot="label" className={cn('font-medium text-ui', className)} {...props} />
);
