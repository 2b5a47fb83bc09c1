import {
  ActivityIcon,
  BotIcon,
  InboxIcon,
  type LucideIcon,
  MessagesSquareIcon,
  SettingsIcon,
  ShieldIcon,
} from 'lucide-react';

export interface NavItem {
  to: string;
  label: string;
  icon: LucideIcon;
}
export const INBOX: NavItem = { to: '/inbox', label: 'Inbox', icon: InboxIcon };
export const SESSIONS: NavItem = { to: '/sessions', label: 'Sessions', icon: MessagesSquareIcon };
export const AGENTS: NavItem = { to: '/agents', label: 'Agents', icon: BotIcon };
export const RUNS: NavItem = { to: '/runs', label: 'Runs', icon: ActivityIcon };
export const SETTINGS: NavItem = { to: '/settings', label: 'Settings', icon: SettingsIcon };
/** For administrators alone. */
export const ADMIN: NavItem = { to: '/admin', label: 'Admin', icon: ShieldIcon };
