import { Deliveries } from '@/features/admin/pages';

export default function DeliveriesPage() {
  return <Deliveries />;
}
