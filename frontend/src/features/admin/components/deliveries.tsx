import type { AdminDelivery, ChannelType, DeliveryStatus } from '@parley/contracts';
import { RotateCcwIcon, SendIcon } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Link } from 'react-router-dom';
import { CHANNEL_NAME, ChannelIcon } from '@/components/channel-icon';
import { EmptyState } from '@/components/layout/empty-state';
import { ErrorState } from '@/components/layout/error-state';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { VisibleText } from '@/components/visible-text';
import { messageOf } from '@/lib/api-error';
import { span, timeWithDay } from '@/lib/dates';
import { cn } from '@/lib/utils';
import { type DeliveryFilter, useAdminDeliveries, useRetryLetter } from '../api/admin';
import { PURPOSE_NAME, STATUS_NAME, sendTime, whyFailed } from '../describe-letter';

const TONE: Partial<Record<DeliveryStatus, string>> = {
  FAILED: 'text-danger-text',
  UNKNOWN: 'text-warning-text',
  ACCEPTED: 'text-success-text',
};

/** It will not get further by itself. */
const RetryDelivery = ({ id, subject }: { id: string; subject: string | null }) => {
  const retry = useRetryLetter({ kind: 'delivery', id });
  return (
    <>
      <Button
        size="sm"
        className="my-1"
        aria-label={`Try again: ${subject ?? 'a message'}`}
        disabled={retry.isPending}
        onClick={() => retry.mutate()}
      >
        {retry.isPending ? <Spinner /> : <RotateCcwIcon />} Try again
      </Button>
      {retry.isError && (
        <span role="alert" className="text-danger-text text-xs">
          {messageOf(retry.error)}
        </span>
      )}
    </>
  );
};

const Row = ({ delivery }: { delivery: AdminDelivery }) => {
  const took = sendTime(delivery);
  const why = whyFailed(delivery);
  return (
    <li className="grid items-baseline gap-x-4 gap-y-0.5 grid-cols-[minmax(0,1fr)_auto] border-b py-2.5 text-ui last:border-0 sm:grid-cols-[6rem_minmax(0,1fr)_auto]">
      <span className={cn('font-medium', TONE[delivery.status])}>{STATUS_NAME[delivery.status]}</span>
      <span className="row-start-1 text-right text-muted-foreground text-xs tabular sm:col-start-3">
        <Time at={delivery.endedAt ?? delivery.startedAt ?? delivery.dueAt} format={timeWithDay} />
        {took !== null && (
          <span className="sm:block">
            <span className="sm:hidden"> · </span>
            {span(took)}
          </span>
        )}
      </span>
      <span className="col-span-2 min-w-0 sm:col-span-1 sm:col-start-2 sm:row-start-1">
        <span className="block truncate first-letter:uppercase">
          {delivery.subject === null ? (
            <span className="text-muted-foreground">Message</span>
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
        {why && <span className="block break-words text-warning-text text-xs">{why}</span>}
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 empty:hidden">
          {delivery.sessionId && (
            <Link
              to={`/sessions/${delivery.sessionId}`}
              className="text-accent-text text-xs underline-offset-3 hover:underline"
            >
              Open the conversation
            </Link>
          )}
          {delivery.dead && <RetryDelivery id={delivery.id} subject={delivery.subject} />}
        </span>
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
    <Input
      type="search"
      aria-label="Person or address"
      placeholder="Person or address"
      className="h-8 w-48"
      maxLength={200}
      value={filter.person}
      onChange={(event) => onChange({ ...filter, person: event.target.value })}
    />
  </div>
);

/** Every try to reach anybody, newest first. */
export const Deliveries = () => {
  const [filter, setFilter] = useState<DeliveryFilter>({ status: '', channel: '', person: '' });
  const deliveries = useAdminDeliveries({ ...filter, person: useDeferredValue(filter.person.trim()) });
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
          {filter.status || filter.channel || filter.person
            ? 'None of this kind. Choose another outcome, channel or person.'
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
