import type { ReactNode } from 'react';

/** One setting: what it is and means on the left, its controls on the right, below each other on a phone. */
export const SettingLine = ({
  title,
  titleFor,
  hint,
  mark,
  children,
}: {
  title: string;
  titleFor: string;
  hint: string;
  mark: ReactNode;
  children: ReactNode;
}) => (
  <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-3.5 last:border-0">
    <div className="grid min-w-48 max-w-sm flex-1 gap-0.5">
      <span className="flex flex-wrap items-center gap-x-2.5">
        <label htmlFor={titleFor} className="font-medium text-ui">
          {title}
        </label>
        {mark}
      </span>
      <span className="text-pretty text-muted-foreground text-xs">{hint}</span>
    </div>
    <div className="flex min-w-0 flex-wrap items-center gap-2">{children}</div>
  </div>
);
