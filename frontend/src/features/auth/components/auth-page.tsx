import type { ReactNode } from 'react';
import { Logo } from '@/components/layout/logo';

export const AuthPage = ({
  title,
  lead,
  children,
  footer,
}: {
  title: string;
  lead: string;
  children: ReactNode;
  footer: ReactNode;
}) => (
  <main className="scroll-thin grid h-full place-items-center overflow-y-auto bg-sidebar px-5 py-10">
    <div className="w-full max-w-[22rem]">
      <div className="mb-6 flex items-center gap-2 font-semibold">
        <Logo className="size-6" />
        Parley
      </div>
      <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
      <p className="mt-1 mb-6 text-pretty text-muted-foreground text-ui">{lead}</p>
      {children}
      <p className="mt-5 text-muted-foreground text-ui">{footer}</p>
    </div>
  </main>
);

export const FormError = ({ children }: { children: ReactNode }) => (
  <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger-text text-ui">
    {children}
  </p>
);
