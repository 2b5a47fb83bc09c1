import { ArrowLeft, X } from 'lucide-react';
import { IconButton } from '#kit/page';
import { go } from '../data/place';
import type { ChannelMessages, SeenChannel } from '../data/types';
import { MessageList } from '../messages/message-list';
import { inThread } from '../messages/order';
import { ComposerPlace } from './composer-place';

interface Props {
  channel: SeenChannel;
  title: string;
  root: string;
  data: ChannelMessages | undefined;
}

/** A thread, beside its channel; on small screens instead of it. */
export function ThreadPane({ channel, title, root, data }: Props) {
  const messages = data ? inThread(data, root) : [];
  const close = () => go({ thread: null });
  const isMissing = data !== undefined && messages.length === 0;
  return (
    <section
      aria-label="Thread"
      className="flex min-h-0 min-w-0 flex-1 flex-col border-l max-lg:border-l-0 lg:max-w-[26rem]"
    >
      <div className="flex min-h-[3.3125rem] shrink-0 items-center gap-2 border-b px-5 pt-1 max-sm:px-3">
        <IconButton name="Back" className="-ml-1 lg:hidden" onClick={close}>
          <ArrowLeft className="size-5" aria-hidden />
        </IconButton>
        <div className="flex min-w-0 grow items-baseline gap-3">
          <h2 className="text-lg font-bold">Thread</h2>
          <p className="truncate text-ui text-quiet">{title}</p>
        </div>
        <IconButton name="Close thread" className="max-lg:hidden" onClick={close}>
          <X className="size-5" aria-hidden />
        </IconButton>
      </div>
      {isMissing ? (
        <p className="grow p-5 text-quiet">This thread does not exist, or it was deleted.</p>
      ) : (
        <>
          <MessageList name="Thread" channel={channel.id} messages={messages} isThread />
          <ComposerPlace channel={channel} title={title} thread={root} />
        </>
      )}
    </section>
  );
}
