import { Deliveries } from '@/features/admin';

export default function DeliveriesPage() {
  return <Deliveries />;
}
