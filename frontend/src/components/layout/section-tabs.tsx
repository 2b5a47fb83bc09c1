import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { cn } from '@/lib/utils';

export interface SectionTab {
  to: string;
  label: ReactNode;
  /** Only this very address, none below it. */
  end?: boolean;
}

/** The parts of one page, each with an address of its own. */
export const SectionTabs = ({ label, tabs }: { label: string; tabs: readonly SectionTab[] }) => (
  <nav aria-label={label} className="mb-6 flex gap-5 overflow-x-auto border-b">
    {tabs.map((tab) => (
      <NavLink
        key={tab.to}
        to={tab.to}
        end={tab.end ?? false}
        className={({ isActive }) =>
          cn(
            '-mb-px flex h-9 touch-target items-center justify-center gap-1.5 whitespace-nowrap border-transparent border-b-2 font-medium text-muted-foreground text-ui hover:text-foreground',
            isActive && 'border-accent text-foreground',
          )
        }
      >
        {tab.label}
      </NavLink>
    ))}
  </nav>
);
