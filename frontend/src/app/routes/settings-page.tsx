import { Outlet } from 'react-router-dom';
import { SectionTabs } from '@/components/layout/section-tabs';
import { useMediaQuery } from '@/lib/use-media-query';
import { useAdminAlerts } from '../use-admin-alerts';
import { Page } from './page';

const TABS = [
  { to: '/settings', label: 'Profile', end: true },
  { to: '/settings/channels', label: 'Channels' },
];

export default function SettingsPage() {
  const alerts = useAdminAlerts();
  // A phone has no sidebar, so administrators find their pages here.
  const phone = useMediaQuery('(width < 40rem)');
  const admin = { to: '/admin', label: alerts?.all ? `Admin (${alerts.all})` : 'Admin' };
  return (
    <Page title="Settings">
      <SectionTabs label="Settings" tabs={phone && alerts ? [...TABS, admin] : TABS} />
      <Outlet />
    </Page>
  );
}
