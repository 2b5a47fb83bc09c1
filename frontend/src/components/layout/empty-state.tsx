import type { ReactNode } from 'react';

/** What is not there, why, and what to do. */
export const EmptyState = ({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) => (
  <div className="mx-auto flex max-w-sm flex-col items-center gap-1 px-6 py-14 text-center">
    {icon && <span className="mb-2 text-muted-foreground [&_svg]:size-5">{icon}</span>}
    <h2 className="font-medium">{title}</h2>
    {children && <p className="text-pretty text-muted-foreground text-ui">{children}</p>}
    {action && <div className="mt-3">{action}</div>}
  </div>
);
