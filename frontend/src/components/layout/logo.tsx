import { cn } from '@/lib/utils';

export const Logo = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('size-5', className)}>
    <rect width="32" height="32" rx="8" fill="#5b5bd6" />
    <path d="M9 10.5h14a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-6.5L12 24.5v-4H9a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2Z" fill="#fff" />
  </svg>
);
