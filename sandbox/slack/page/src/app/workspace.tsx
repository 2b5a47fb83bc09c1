import { useSyncExternalStore } from 'react';
import { cx } from '#kit/page';
import { usePlace } from '../data/place';
import type { WholeState } from '../data/types';
import { useWorld } from '../data/world';
import { SlackDrawer } from '../trouble/slack-drawer';
import { Modals } from '../views/modal';
import { ChannelPane } from './channel-pane';
import { Sidebar } from './sidebar';

const wide = matchMedia('(min-width: 48rem)');
const subscribe = (listener: () => void): (() => void) => {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
};
const useIsWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches);

/** Three panes; on a phone one of them. */
export function Workspace({ whole }: { whole: WholeState }) {
  const { channel: asked, drawer, thread } = usePlace();
  const { dm, channels } = useWorld();
  const isWide = useIsWide();
  const first = dm ?? channels.find(({ is_member }) => is_member)?.id ?? channels[0]?.id ?? null;
  const channel = asked ?? (isWide ? first : null);
  return (
    <div className="flex min-h-0 grow">
      <div className={cx('min-h-0 md:flex md:w-60 md:shrink-0', channel ? 'max-md:hidden' : 'flex w-full')}>
        <Sidebar whole={whole} channel={channel} />
      </div>
      {channel && <ChannelPane key={channel} id={channel} thread={thread} />}
      {drawer === 'trouble' && <SlackDrawer whole={whole} />}
      <Modals />
    </div>
  );
}
