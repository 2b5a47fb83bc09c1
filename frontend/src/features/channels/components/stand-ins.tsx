import type { ChannelList } from '@parley/contracts';
import { ExternalLinkIcon } from 'lucide-react';
import { CHANNEL_NAME } from '@/components/channel-icon';

/** On a machine that is not connected: where one reads and answers instead. */
export const StandIns = ({ list }: { list: ChannelList }) => {
  const found = list.available.flatMap(({ type, standIn }) =>
    standIn ? [{ name: CHANNEL_NAME[type], page: standIn }] : [],
  );
  if (!found.length) return null;
  return (
    <p className="text-pretty text-muted-foreground text-xs">
      {found.map(({ name }) => name).join(' and ')} {found.length > 1 ? 'are stand-ins' : 'is a stand-in'} on this
      machine. Nothing leaves it, and you answer there as anybody:{' '}
      {found.map(({ name, page }) => (
        <a
          key={name}
          href={page}
          target="_blank"
          rel="noreferrer"
          className="mr-3 inline-flex items-center gap-1 underline"
        >
          open {name} <ExternalLinkIcon className="size-3" aria-hidden="true" />
        </a>
      ))}
    </p>
  );
};
