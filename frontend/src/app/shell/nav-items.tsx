import { InboxIcon, type LucideIcon, MessagesSquareIcon, SettingsIcon } from 'lucide-react';

export interface NavItem {
  to: string;
  label: string;
  icon: LucideIcon;
}
export const INBOX: NavItem = { to: '/inbox', label: 'Inbox', icon: InboxIcon };
export const SESSIONS: NavItem = { to: '/sessions', label: 'Sessions', icon: MessagesSquareIcon };
export const SETTINGS: NavItem = { to: '/settings', label: 'Settings', icon: SettingsIcon };
