import { useCallback, useEffect } from 'react';
import { type Change, cx, useLive } from '#kit/page';
import { usePlace } from '../data/place';
import { markRead } from '../data/read-marks';
import type { ChannelMessages, SeenChannel } from '../data/types';
import { useWorld } from '../data/world';
import { MessageList } from '../messages/message-list';
import { inChannel } from '../messages/order';
import { HomeTab } from '../views/home-tab';
import { ChannelHead } from './channel-head';
import { ComposerPlace } from './composer-place';
import { ThreadPane } from './thread-pane';

const newestOf = (data: ChannelMessages): string =>
  [data.messages.at(-1)?.ts ?? '', data.ephemerals.at(-1)?.ts ?? ''].toSorted().at(-1) ?? '';

/** A conversation, and beside it the thread that is open. */
export function ChannelPane({ id, thread }: { id: string; thread: string | null }) {
  const { tab } = usePlace();
  const { me, channel: find, channelName, dm, nameOf } = useWorld();
  const concerns = useCallback((change: Change) => change === null || change.channels?.includes(id) === true, [id]);
  const query = new URLSearchParams({ as: me.id, channel: id });
  const { data, problem } = useLive<ChannelMessages>(`messages?${query}`, concerns);
  const newest = data ? newestOf(data) : '';
  useEffect(() => {
    if (newest) markRead(me.id, id, newest);
  }, [me.id, id, newest]);

  const channel = find(id);
  const other = channel?.members.find((member) => member !== me.id) ?? '';
  const title = channel?.kind === 'im' ? nameOf(other) : `#${channelName(id)}`;
  const isHome = tab === 'home' && id === dm;
  if (!channel) return <p className="m-auto p-6 text-quiet">{problem ?? 'There is no such conversation for you.'}</p>;
  return (
    <main className="flex min-h-0 min-w-0 flex-1">
      <title>{`${title} · ${me.real_name} · Local Slack`}</title>
      <section aria-label={title} className={cx('flex min-h-0 min-w-0 flex-1 flex-col', thread && 'max-lg:hidden')}>
        <ChannelHead channel={channel} title={title} isHome={isHome} />
        {isHome ? (
          <HomeTab />
        ) : (
          <>
            <MessageList
              name={`Messages in ${title}`}
              channel={id}
              messages={data ? inChannel(data) : []}
              head={data && <Beginning channel={channel} title={title} />}
            />
            <ComposerPlace channel={channel} title={title} />
          </>
        )}
      </section>
      {thread && !isHome && <ThreadPane channel={channel} title={title} root={thread} data={data} />}
    </main>
  );
}

function Beginning({ channel, title }: { channel: SeenChannel; title: string }) {
  const { app } = useWorld();
  const hasApp = channel.members.includes(app.botUserId ?? '');
  const invitation = hasApp ? ` Mention @${app.name} to talk to it here.` : '';
  return (
    <div className="px-5 pt-10 pb-2 max-sm:px-4">
      <p className="text-xl font-bold">{title}</p>
      <p className="text-quiet">
        {channel.kind === 'im'
          ? 'This is the very beginning of your direct conversation. Write something, or wait until you are asked.'
          : `This is the beginning of the channel.${invitation}`}
      </p>
    </div>
  );
}
