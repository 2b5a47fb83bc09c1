import { CommandIcon } from 'lucide-react';
import { NavLink } from 'react-router-dom';
import { Avatar } from '@/components/avatar';
import { Logo } from '@/components/layout/logo';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import { useMe } from '@/features/auth';
import { NewSessionButton, SessionList } from '@/features/sessions';
import { modKey } from '@/lib/hotkeys';
import { cn } from '@/lib/utils';
import { useAdminAlerts } from '../use-admin-alerts';
import { useStartSession } from '../use-start-session';
import { ADMIN, AGENTS, INBOX, type NavItem, RUNS } from './nav-items';

const itemClass = (isActive: boolean) =>
  cn(
    'flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium text-muted-foreground text-ui hover:bg-foreground/5 hover:text-foreground',
    isActive && 'bg-foreground/8 text-foreground',
  );

const Item = ({ item, count, counts }: { item: NavItem; count: number; counts: string }) => (
  <NavLink to={item.to} className={({ isActive }) => itemClass(isActive)}>
    <item.icon className="size-4" aria-hidden="true" />
    <span className="flex-1">{item.label}</span>
    {count > 0 && (
      <span className="font-semibold text-accent-text text-xs tabular">
        {count}
        <span className="sr-only"> {counts}</span>
      </span>
    )}
  </NavLink>
);

const Me = () => {
  const me = useMe().data;
  return (
    <NavLink to="/settings" aria-label="Settings" className={({ isActive }) => cn(itemClass(isActive), 'h-10')}>
      <Avatar name={me?.name ?? ''} />
      <span className="min-w-0 flex-1 truncate text-foreground">{me?.name ?? ''}</span>
      <span className="text-xs">Settings</span>
    </NavLink>
  );
};

export const Sidebar = ({ pendingCount, onPalette }: { pendingCount: number; onPalette: () => void }) => {
  const { start } = useStartSession();
  const alerts = useAdminAlerts();
  return (
    <aside aria-label="Navigation" className="flex w-64 shrink-0 flex-col border-r bg-sidebar max-sm:hidden">
      <div className="flex h-13 items-center gap-2 pr-2 pl-4">
        <Logo />
        <span className="flex-1 font-semibold">Parley</span>
        <Tooltip label={`Search and commands (${modKey} K)`} side="bottom">
          <Button variant="ghost" size="icon-sm" aria-label="Search and commands" onClick={onPalette}>
            <CommandIcon />
          </Button>
        </Tooltip>
        <NewSessionButton onCreate={(agent) => void start(agent)} />
      </div>
      <nav aria-label="Main" className="px-2 pb-2">
        <Item item={INBOX} count={pendingCount} counts="waiting" />
        <Item item={RUNS} count={0} counts="" />
        <Item item={AGENTS} count={0} counts="" />
        {alerts && <Item item={ADMIN} count={alerts.all} counts="to look after" />}
      </nav>
      <h2 className="px-4.5 pt-2 pb-1.5 font-medium text-muted-foreground text-xs">Sessions</h2>
      <SessionList />
      <div className="border-t p-2">
        <Me />
      </div>
    </aside>
  );
};
