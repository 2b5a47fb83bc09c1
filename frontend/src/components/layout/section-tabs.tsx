import { type ReactNode, useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router-dom';
import { cn } from '@/lib/utils';

export interface SectionTab {
  to: string;
  label: ReactNode;
  /** Only this very address, none below it. */
  end?: boolean;
}

/** On a phone not all fit side by side: the one that is open is never out of sight. */
const useOpenTabInSight = () => {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another open tab
  useEffect(() => {
    const open = nav.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (!nav.current || !open) return;
    // Not scrollIntoView: the page itself stays where it is.
    nav.current.scrollLeft = open.offsetLeft - (nav.current.clientWidth - open.offsetWidth) / 2;
  }, [pathname]);
  return nav;
};

/** The parts of one page, each with an address of its own. */
export const SectionTabs = ({ label, tabs }: { label: string; tabs: readonly SectionTab[] }) => (
  <nav
    ref={useOpenTabInSight()}
    aria-label={label}
    className="relative mb-6 flex gap-5 overflow-x-auto overflow-y-hidden shadow-[inset_0_-1px_0_var(--hairline)] [scrollbar-width:none]"
  >
    {tabs.map((tab) => (
      <NavLink
        key={tab.to}
        to={tab.to}
        end={tab.end ?? false}
        className={({ isActive }) =>
          cn(
            'flex h-9 touch-target items-center justify-center gap-1.5 whitespace-nowrap border-transparent border-b-2 font-medium text-muted-foreground text-ui hover:text-foreground',
            isActive && 'border-accent text-foreground',
          )
        }
      >
        {tab.label}
      </NavLink>
    ))}
  </nav>
);
