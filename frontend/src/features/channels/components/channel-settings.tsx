import type { Channel, ChannelList } from '@parley/contracts';
import { useRef, useState } from 'react';
import { CHANNEL_NAME } from '@/components/channel-icon';
import { ErrorState } from '@/components/layout/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { messageOf } from '@/lib/api-error';
import { useChannels, useOrderChannels, useRemoveChannel } from '../api/channels';
import { movedBy } from '../order';
import { AddChannel } from './add-channel';
import { ChannelRow } from './channel-row';
import { StandIns } from './stand-ins';

const isAsked = (channel: Channel) => channel.status === 'ACTIVE' || channel.status === 'DEGRADED';

const Loaded = ({ list }: { list: ChannelList }) => {
  const [added, setAdded] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const order = useOrderChannels();
  const remove = useRemoveChannel();
  const heading = useRef<HTMLHeadingElement>(null);
  const items = [...list.items].sort((a, b) => a.position - b.position);
  const connected = ({ type }: Channel) =>
    type === 'WEB' || list.available.some((found) => found.type === type && found.connected);

  const move = (channel: Channel, step: -1 | 1) => {
    const ids = items.map(({ id }) => id);
    const next = movedBy(ids, channel.id, step);
    if (next.join() === ids.join()) return;
    setSaid(`${CHANNEL_NAME[channel.type]} is now number ${next.indexOf(channel.id) + 1} of ${next.length}.`);
    order.mutate(next);
  };
  return (
    <section aria-labelledby="channels-heading" className="grid gap-2.5 [&>*]:min-w-0">
      <h2 id="channels-heading" ref={heading} tabIndex={-1} className="font-semibold outline-none">
        Where questions reach you
      </h2>
      <p className="text-pretty text-muted-foreground text-ui">
        A question goes to the first of these. Without an answer it goes on to the next, and it always stays in your
        inbox. A session can have a channel of its own: choose it at the top of the session.
      </p>
      <ol className="border-y">
        {items.map((channel, index) => (
          <ChannelRow
            key={channel.id}
            channel={channel}
            connected={connected(channel)}
            isNew={channel.id === added}
            first={index === 0}
            last={index === items.length - 1}
            next={items.slice(index + 1).find((other) => isAsked(other) && connected(other)) ?? null}
            onMove={(step) => move(channel, step)}
            onRemove={() => {
              remove.mutate(channel.id);
              heading.current?.focus();
            }}
          />
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
      {(order.isError || remove.isError) && (
        <p role="alert" className="text-danger-text text-xs">
          {order.isError
            ? `The order was not saved. ${messageOf(order.error)}`
            : `Not removed. ${messageOf(remove.error)}`}
        </p>
      )}
      <div className="mt-1.5 grid gap-3">
        <AddChannel list={list} onAdded={({ id }) => setAdded(id)} />
        <StandIns list={list} />
      </div>
    </section>
  );
};

/** The person's channels in their order. */
export const ChannelSettings = () => {
  const channels = useChannels();
  if (channels.data) return <Loaded list={channels.data} />;
  if (channels.isError)
    return (
      <ErrorState
        title="Your channels could not be loaded"
        error={channels.error}
        onRetry={() => void channels.refetch()}
      />
    );
  return (
    <div className="grid gap-3" aria-busy="true">
      <Skeleton className="h-5 w-52" />
      <Skeleton className="h-20 rounded-lg" />
      <Skeleton className="h-20 rounded-lg" />
    </div>
  );
};
