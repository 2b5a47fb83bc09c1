import { act, Button, say, wordsOf } from '#kit/page';
import type { SeenChannel } from '../data/types';
import { useWorld } from '../data/world';
import { Composer } from '../messages/composer';

const reasonNotTo = (channel: SeenChannel, isDeactivated: boolean, hasApp: boolean): string | undefined => {
  if (isDeactivated) return 'This person was deactivated and cannot write any more.';
  if (channel.is_archived) return 'This channel is archived. Nobody can write in it.';
  return channel.kind === 'im' && !hasApp ? 'The app was removed from this workspace.' : undefined;
};

/** The box to write in, or why there is none. */
export function ComposerPlace({
  channel,
  title,
  thread = null,
}: {
  channel: SeenChannel;
  title: string;
  thread?: string | null;
}) {
  const { me, app } = useWorld();
  const reason = reasonNotTo(channel, me.deleted, app.botUserId !== null);
  if (reason) return <p className="mx-5 mb-4 rounded-lg border bg-hover px-4 py-3 text-quiet">{reason}</p>;
  if (!channel.is_member) {
    const join = () => act('join', me.id, { channel: channel.id }).catch((error) => say(wordsOf(error)));
    return (
      <div className="mx-5 mb-4 flex flex-wrap items-center justify-between gap-3 rounded-lg border bg-hover px-4 py-3">
        <p>You are not in {title}.</p>
        <Button tone="primary" onClick={() => void join()}>
          Join channel
        </Button>
      </div>
    );
  }
  return (
    <>
      {channel.is_closed && !thread && (
        <p className="px-5 pb-1.5 text-ui text-quiet">You closed this conversation. It opens again when you write.</p>
      )}
      <Composer
        key={`${me.id}/${channel.id}/${thread ?? ''}`}
        name={thread ? 'Reply' : `Message ${title}`}
        channel={channel.id}
        thread={thread}
      />
    </>
  );
}
