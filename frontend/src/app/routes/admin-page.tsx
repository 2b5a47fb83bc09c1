import { Navigate, Route, Routes } from 'react-router-dom';
import { EmptyState } from '@/components/layout/empty-state';
import { SectionTabs } from '@/components/layout/section-tabs';
import { Skeleton } from '@/components/ui/skeleton';
import { DeadLetters, Deliveries, Integrations } from '@/features/admin/pages';
import { useMe } from '@/features/auth';
import { useAdminAlerts } from '../use-admin-alerts';
import { Page } from './page';

const Counted = ({ count, children }: { count: number | undefined; children: string }) => (
  <>
    {children}
    {count ? <span className="font-semibold text-accent-text text-xs tabular">{count}</span> : null}
  </>
);

const Tabs = () => {
  const alerts = useAdminAlerts();
  return (
    <SectionTabs
      label="Administration"
      tabs={[
        {
          to: '/admin/dead-letters',
          label: <Counted count={alerts?.letters}>Dead letters</Counted>,
        },
        { to: '/admin/deliveries', label: 'Deliveries' },
        { to: '/admin/integrations', label: <Counted count={alerts?.lockedOut}>Integrations</Counted> },
      ]}
    />
  );
};

/** Listed here and not beside the other pages: who chats loads nothing of it. */
const Parts = () => (
  <Routes>
    <Route path="dead-letters" element={<DeadLetters />} />
    <Route path="deliveries" element={<Deliveries />} />
    <Route path="integrations" element={<Integrations />} />
    <Route path="*" element={<Navigate to="/admin/dead-letters" replace />} />
  </Routes>
);

/** The server refuses everybody else as well: this only says so kindly. */
export default function AdminPage() {
  const me = useMe();
  return (
    <Page title="Admin" wide>
      {me.isPending && <Skeleton className="h-40 rounded-xl" />}
      {me.data?.role === 'MEMBER' && (
        <EmptyState title="For administrators">Ask an administrator of this Parley if something is stuck.</EmptyState>
      )}
      {me.data?.role === 'ADMIN' && (
        <>
          <Tabs />
          <Parts />
        </>
      )}
    </Page>
  );
}
