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
  // A phone has no sidebar, so its other places are found here.
  const phone = useMediaQuery('(width < 40rem)');
  const admin = { to: '/admin', label: alerts?.all ? `Admin (${alerts.all})` : 'Admin' };
  const more = [{ to: '/agents', label: 'Agents' }, ...(alerts ? [admin] : [])];
  return (
    <Page title="Settings">
      <SectionTabs label="Settings" tabs={phone ? [...TABS, ...more] : TABS} />
      <Outlet />
    </Page>
  );
}
