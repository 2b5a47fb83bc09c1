import { type ReactNode, useId } from 'react';

/** A titled part of a page, with what can be done to all of it. */
export const Section = ({
  title,
  lead,
  action,
  children,
}: {
  title: string;
  lead: string;
  action?: ReactNode;
  children: ReactNode;
}) => {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-3 [&>*]:min-w-0">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 id={id} className="font-medium">
            {title}
          </h2>
          <p className="max-w-prose text-pretty text-muted-foreground text-ui">{lead}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
};
