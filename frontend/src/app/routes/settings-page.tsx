import { Outlet } from 'react-router-dom';
import { SectionTabs } from '@/components/layout/section-tabs';
import { useMediaQuery } from '@/lib/use-media-query';
import { useDeadLetterCount } from '../use-dead-letter-count';
import { Page } from './page';

const TABS = [
  { to: '/settings', label: 'Profile', end: true },
  { to: '/settings/channels', label: 'Channels' },
];

export default function SettingsPage() {
  const stuck = useDeadLetterCount();
  // A phone has no sidebar, so administrators find their pages here.
  const phone = useMediaQuery('(width < 40rem)');
  const admin = { to: '/admin', label: stuck ? `Admin (${stuck})` : 'Admin' };
  return (
    <Page title="Settings">
      <SectionTabs label="Settings" tabs={phone && stuck !== null ? [...TABS, admin] : TABS} />
      <Outlet />
    </Page>
  );
}
