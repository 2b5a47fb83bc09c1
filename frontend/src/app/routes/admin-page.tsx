import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { EmptyState } from '@/components/layout/empty-state';
import { SectionTabs } from '@/components/layout/section-tabs';
import { Skeleton } from '@/components/ui/skeleton';
import { DeadLetters, Deliveries, Integrations, People, Processes, Queues, StuckBanner } from '@/features/admin/pages';
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
        { to: '/admin/users', label: 'People' },
        { to: '/admin/queues', label: <Counted count={alerts?.stuck ? 1 : 0}>Queues</Counted> },
        { to: '/admin/processes', label: 'Processes' },
      ]}
    />
  );
};

/** Everywhere but where it is told at length anyway. */
const Stuck = () => {
  const alerts = useAdminAlerts();
  const { pathname } = useLocation();
  return alerts?.stuck && pathname !== '/admin/queues' ? <StuckBanner verdict={alerts.stuck} /> : null;
};

/** Listed here and not beside the other pages: who chats loads nothing of it. */
const Parts = ({ myId }: { myId: string }) => (
  <Routes>
    <Route path="dead-letters" element={<DeadLetters />} />
    <Route path="deliveries" element={<Deliveries />} />
    <Route path="integrations" element={<Integrations />} />
    <Route path="users" element={<People myId={myId} />} />
    <Route path="queues" element={<Queues />} />
    <Route path="processes" element={<Processes />} />
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
          <Stuck />
          <Parts myId={me.data.id} />
        </>
      )}
    </Page>
  );
}
