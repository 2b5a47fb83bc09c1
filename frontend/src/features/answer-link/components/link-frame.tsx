import type { ReactNode } from 'react';
import { Logo } from '@/components/layout/logo';

/** The page behind a button in a mail: nothing around it that would want a sign-in. */
export const LinkFrame = ({ busy = false, children }: { busy?: boolean; children: ReactNode }) => (
  <main aria-busy={busy} className="scroll-thin h-full overflow-y-auto bg-sidebar px-4 py-6 sm:py-14">
    <div className="mx-auto grid w-full max-w-2xl gap-4 [&>*]:min-w-0">
      <div className="flex items-center gap-2 px-1 font-semibold">
        <Logo className="size-6" />
        Parley
      </div>
      {children}
    </div>
  </main>
);

export const LinkCard = ({ children }: { children: ReactNode }) => (
  <article className="grid gap-4 rounded-xl border bg-card p-4 shadow-card sm:p-6 [&>*]:min-w-0">{children}</article>
);
