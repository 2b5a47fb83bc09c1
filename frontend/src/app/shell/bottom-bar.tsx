import { NavLink } from 'react-router-dom';
import { cn } from '@/lib/utils';
import { INBOX, RUNS, SESSIONS, SETTINGS } from './nav-items';

/**
 * The main places on a phone. It makes room while one writes, and comes back a moment after: a tap that ends the writing
 * must meet its button where it was, not one bar higher.
 */
export const BottomBar = ({ pendingCount }: { pendingCount: number }) => (
  <nav
    aria-label="Main"
    className="bottom-bar pb-safe grid shrink-0 grid-cols-4 overflow-hidden border-t bg-sidebar sm:hidden"
  >
    {[INBOX, SESSIONS, RUNS, SETTINGS].map((item) => (
      <NavLink
        key={item.to}
        to={item.to}
        className={({ isActive }) =>
          cn(
            'flex h-13 flex-col items-center justify-center gap-0.5 text-2xs',
            isActive ? 'font-medium text-accent-text' : 'text-muted-foreground',
          )
        }
      >
        <span className="relative">
          <item.icon className="size-5" aria-hidden="true" />
          {item === INBOX && pendingCount > 0 && (
            <span className="absolute -top-1 left-3 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 font-semibold text-[0.625rem] text-accent-foreground tabular">
              {pendingCount}
              <span className="sr-only"> waiting</span>
            </span>
          )}
        </span>
        {item.label}
      </NavLink>
    ))}
  </nav>
);
