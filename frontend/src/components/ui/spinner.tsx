import { LoaderCircleIcon } from 'lucide-react';
import { cn } from '@/lib/utils';

export const Spinner = ({ className }: { className?: string }) => (
  <LoaderCircleIcon data-slot="spinner" aria-hidden="true" className={cn('size-3.5 animate-spin', className)} />
);
