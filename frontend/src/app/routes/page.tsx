import type { ReactNode } from 'react';
import { cn } from '@/lib/utils';

/** A plain page beside the navigation: title on top, one column. */
export const Page = ({
  title,
  actions,
  wide = false,
  children,
}: {
  title: string;
  actions?: ReactNode;
  /** For lists with columns. */
  wide?: boolean;
  children: ReactNode;
}) => (
  <main className="flex min-w-0 flex-1 flex-col">
    <header className="flex h-13 shrink-0 items-center gap-3 border-b px-4 sm:px-6">
      <h1 className="flex-1 font-semibold">{title}</h1>
      {actions}
    </header>
    {/* relative: what only a screen reader gets is positioned, and would make the whole app scroll. */}
    <div className="scroll-thin relative min-h-0 flex-1 overflow-y-auto">
      <div className={cn('mx-auto w-full px-4 py-5 sm:px-6 sm:py-7', wide ? 'max-w-5xl' : 'max-w-2xl')}>{children}</div>
    </div>
  </main>
);
