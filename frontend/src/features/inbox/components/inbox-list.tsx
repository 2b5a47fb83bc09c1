import type { FeedbackRequest } from '@parley/contracts';
import { InboxIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { EmptyState } from '@/components/layout/empty-state';
import { Segmented } from '@/components/ui/segmented';
import { useKept } from '../hooks/use-kept';
import { sortRequests, type UrgencyFilter } from '../sort-requests';

const FILTERS = [
  { value: 'ALL', label: 'All' },
  { value: 'HIGH', label: 'Urgent' },
  { value: 'NORMAL', label: 'Normal' },
  { value: 'LOW', label: 'Low' },
] as const;

/** Everything that waits for the person, over all sessions, answered in place. */
export const InboxList = ({
  pending,
  renderRequest,
}: {
  pending: readonly FeedbackRequest[];
  renderRequest: (request: FeedbackRequest) => ReactNode;
}) => {
  const [filter, setFilter] = useState<UrgencyFilter>('ALL');
  const kept = useKept(pending);
  const shown = sortRequests(kept, filter);
  if (kept.length === 0)
    return (
      <EmptyState icon={<InboxIcon />} title="Nothing waits for you">
        When an agent needs you, its question shows here, whichever session it comes from. Answer it in place and the
        agent goes on.
      </EmptyState>
    );
  return (
    <div className="grid gap-4">
      <Segmented label="Urgency" value={filter} options={FILTERS} onChange={setFilter} />
      {shown.length === 0 && <p className="py-6 text-muted-foreground text-ui">Nothing of this urgency.</p>}
      <ul className="grid gap-6">
        {shown.map((request) => (
          <li key={request.id}>{renderRequest(request)}</li>
        ))}
      </ul>
    </div>
  );
};
