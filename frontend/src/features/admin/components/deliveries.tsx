import type { AdminDelivery, ChannelType, DeliveryStatus } from '@parley/contracts';
import { SendIcon } from 'lucide-react';
import { useState } from 'react';
import { CHANNEL_NAME, ChannelIcon } from '@/components/channel-icon';
import { EmptyState } from '@/components/layout/empty-state';
import { ErrorState } from '@/components/layout/error-state';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { VisibleText } from '@/components/visible-text';
import { span, timeWithDay } from '@/lib/dates';
import { cn } from '@/lib/utils';
import { type DeliveryFilter, useAdminDeliveries } from '../api/admin';
import { PURPOSE_NAME, STATUS_NAME, sendTime } from '../describe-letter';

const TONE: Partial<Record<DeliveryStatus, string>> = {
  FAILED: 'text-danger-text',
  UNKNOWN: 'text-warning-text',
  ACCEPTED: 'text-success-text',
};

const Row = ({ delivery }: { delivery: AdminDelivery }) => {
  const took = sendTime(delivery);
  return (
    <li className="grid gap-x-4 gap-y-0.5 grid-cols-[minmax(0,1fr)_auto] border-b py-2.5 text-ui last:border-0 sm:grid-cols-[6rem_minmax(0,1fr)_auto]">
      <span className={cn('font-medium', TONE[delivery.status])}>{STATUS_NAME[delivery.status]}</span>
      <span className="row-start-1 text-right text-muted-foreground text-xs tabular sm:col-start-3">
        <Time at={delivery.endedAt ?? delivery.startedAt ?? delivery.dueAt} format={timeWithDay} />
        {took !== null && <span className="sm:block"> {span(took)}</span>}
      </span>
      <span className="col-span-2 min-w-0 sm:col-span-1 sm:col-start-2 sm:row-start-1">
        <span className="block truncate first-letter:uppercase">
          {delivery.subject === null ? (
            <span className="text-muted-foreground">Sensitive: not shown</span>
          ) : (
            <VisibleText text={delivery.subject} />
          )}
        </span>
        <span className="flex flex-wrap items-center gap-x-2 text-muted-foreground text-xs">
          <ChannelIcon channel={delivery.channel} className="size-3 shrink-0" />
          <span className="min-w-0 break-all">
            {delivery.person} · {delivery.channel === 'WEB' ? CHANNEL_NAME.WEB : delivery.address}
          </span>
          <span>
            {PURPOSE_NAME[delivery.purpose]}
            {delivery.why === 'retry' && ', another try'}
          </span>
        </span>
        {(delivery.error ?? delivery.errorKind) && (
          <span className="block break-words text-warning-text text-xs">
            {[delivery.errorKind, delivery.error].filter(Boolean).join(': ')}
          </span>
        )}
      </span>
    </li>
  );
};

const STATUSES: readonly DeliveryStatus[] = ['PENDING', 'SENDING', 'ACCEPTED', 'FAILED', 'UNKNOWN', 'SKIPPED'];
const CHANNELS: readonly ChannelType[] = ['WEB', 'EMAIL', 'SLACK'];

const Filters = ({ filter, onChange }: { filter: DeliveryFilter; onChange: (filter: DeliveryFilter) => void }) => (
  <div className="flex flex-wrap gap-x-5 gap-y-2">
    <div className="flex items-center gap-2">
      <Label htmlFor="delivery-status">Outcome</Label>
      <Select
        id="delivery-status"
        className="h-8"
        value={filter.status}
        onChange={(event) => onChange({ ...filter, status: event.target.value as DeliveryFilter['status'] })}
      >
        <option value="">All</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {STATUS_NAME[status]}
          </option>
        ))}
      </Select>
    </div>
    <div className="flex items-center gap-2">
      <Label htmlFor="delivery-channel">Channel</Label>
      <Select
        id="delivery-channel"
        className="h-8"
        value={filter.channel}
        onChange={(event) => onChange({ ...filter, channel: event.target.value as DeliveryFilter['channel'] })}
      >
        <option value="">All</option>
        {CHANNELS.map((channel) => (
          <option key={channel} value={channel}>
            {CHANNEL_NAME[channel]}
          </option>
        ))}
      </Select>
    </div>
  </div>
);

/** Every try to reach anybody, newest first. */
export const Deliveries = () => {
  const [filter, setFilter] = useState<DeliveryFilter>({ status: '', channel: '' });
  const deliveries = useAdminDeliveries(filter);
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Filters filter={filter} onChange={setFilter} />
        <Button variant="ghost" disabled={deliveries.isFetching} onClick={() => void deliveries.refetch()}>
          {deliveries.isFetching && <Spinner />} Refresh
        </Button>
      </div>
      {deliveries.isPending && <Skeleton className="h-60 rounded-xl" />}
      {deliveries.isError && !deliveries.data && (
        <ErrorState
          title="The deliveries could not be loaded"
          error={deliveries.error}
          onRetry={() => void deliveries.refetch()}
        />
      )}
      {deliveries.isSuccess && items.length === 0 && (
        <EmptyState icon={<SendIcon />} title="No deliveries">
          {filter.status || filter.channel
            ? 'None of this kind. Choose another outcome or channel.'
            : 'Each try to bring a question to somebody will show here, with what became of it.'}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul aria-label="Deliveries" className="border-y">
          {items.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      {deliveries.hasNextPage && (
        <Button
          className="justify-self-center"
          disabled={deliveries.isFetchingNextPage}
          onClick={() => void deliveries.fetchNextPage()}
        >
          {deliveries.isFetchingNextPage && <Spinner />} Show older
        </Button>
      )}
    </div>
  );
};
