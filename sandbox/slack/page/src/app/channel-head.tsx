import { ArrowLeft } from 'lucide-react';
import { act, Button, cx, IconButton, say, wordsOf } from '#kit/page';
import { go, PlaceLink } from '../data/place';
import type { SeenChannel } from '../data/types';
import { useWorld } from '../data/world';

function Tab({ to, name, isHere }: { to: 'home' | null; name: string; isHere: boolean }) {
  return (
    <PlaceLink
      to={{ tab: to, thread: null }}
      aria-current={isHere ? 'page' : undefined}
      className={cx(
        'touch flex items-center border-b-2 pb-1.5 text-ui font-medium',
        isHere ? 'border-accent text-foreground' : 'border-transparent text-quiet hover:text-foreground',
      )}
    >
      {name}
    </PlaceLink>
  );
}

const peopleWords = (count: number): string => `${count} ${count === 1 ? 'member' : 'members'}`;

export function ChannelHead({ channel, title, isHome }: { channel: SeenChannel; title: string; isHome: boolean }) {
  const { me, app, dm } = useWorld();
  const isDirect = channel.kind === 'im';
  const canAddApp =
    !isDirect && channel.is_member && app.botUserId !== null && !channel.members.includes(app.botUserId);
  const addApp = () =>
    act('invite', me.id, { channel: channel.id, user: app.botUserId }).catch((error) => say(wordsOf(error)));
  return (
    <div className="shrink-0 border-b px-5 pt-2.5 max-sm:px-3">
      <div className="flex min-h-9 items-center gap-2 pb-1.5">
        <IconButton
          name="Back"
          className="-ml-1 md:hidden"
          onClick={() => go({ channel: null, thread: null, tab: null })}
        >
          <ArrowLeft className="size-5" aria-hidden />
        </IconButton>
        <div className="flex min-w-0 grow items-baseline gap-3">
          <h2 className="truncate text-lg font-bold">{title}</h2>
          <p className="min-w-0 truncate text-ui text-quiet max-sm:hidden">
            {isDirect ? 'App' : [peopleWords(channel.members.length), channel.topic].filter(Boolean).join(' · ')}
          </p>
        </div>
        {canAddApp && <Button onClick={() => void addApp()}>Add {app.name}</Button>}
      </div>
      {channel.id === dm && (
        <div className="flex gap-5">
          <Tab to="home" name="Home" isHere={isHome} />
          <Tab to={null} name="Messages" isHere={!isHome} />
        </div>
      )}
    </div>
  );
}
