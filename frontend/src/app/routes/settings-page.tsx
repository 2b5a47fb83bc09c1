import { Outlet } from 'react-router-dom';
import { SectionTabs } from '@/components/layout/section-tabs';
import { Page } from './page';

const TABS = [
  { to: '/settings', label: 'Profile', end: true },
  { to: '/settings/channels', label: 'Channels' },
];

export default function SettingsPage() {
  return (
    <Page title="Settings">
      <SectionTabs label="Settings" tabs={TABS} />
      <Outlet />
    </Page>
  );
}
