import { Hash, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '#kit/page';
import { PlaceLink } from '../data/place';
import { useReadMark } from '../data/read-marks';
import type { SeenChannel, WholeState } from '../data/types';
import { useWorld } from '../data/world';
import { Avatar } from '../ui/avatar';
import { PersonMenu } from './person-menu';

const ICON = 'size-4 shrink-0';

function ChannelLink({ channel, isHere, children }: { channel: SeenChannel; isHere: boolean; children: ReactNode }) {
  const { me, ephemerals } = useWorld();
  const mark = useReadMark(me.id, channel.id);
  const whispered = ephemerals.findLast((message) => message.channel === channel.id)?.ts ?? '';
  const newest = [channel.last_ts ?? '', whispered].toSorted().at(-1) ?? '';
  const isUnread = !isHere && channel.is_member && newest > mark;
  return (
    <PlaceLink
      to={{ channel: channel.id, thread: null, tab: null }}
      aria-current={isHere ? 'page' : undefined}
      className={cx(
        'touch flex min-h-8 items-center gap-2 rounded-md px-2.5 max-md:min-h-11 max-md:text-base',
        isHere ? 'bg-sidebar-here text-[oklch(0.25_0.03_186)]' : 'hover:bg-sidebar-hover',
        isUnread
          ? 'font-bold text-white'
          : !isHere && (channel.is_member ? 'text-on-sidebar' : 'text-on-sidebar-quiet'),
      )}
    >
      {children}
      {isUnread && (
        <span className="ml-auto size-2 shrink-0 rounded-full bg-sidebar-here">
          <span className="sr-only">, unread</span>
        </span>
      )}
    </PlaceLink>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="px-2.5 pt-4 pb-1 text-ui font-medium text-on-sidebar-quiet">{title}</h3>
      {children}
    </section>
  );
}

/** The workspace, whom one is in it, and where one can go. */
export function Sidebar({ whole, channel: here }: { whole: WholeState; channel: string | null }) {
  const { team, channels, dm, app, member } = useWorld();
  const bot = member(app.botUserId ?? '');
  const direct = channels.find(({ id }) => id === dm);
  const named = channels.filter(({ kind }) => kind !== 'im').toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <nav aria-label="Conversations" className="flex min-h-0 w-full min-w-0 flex-col bg-sidebar text-on-sidebar">
      <h2 className="truncate px-5 pt-3 pb-1 text-lg font-bold">{team.name}</h2>
      <div className="scroll-thin min-h-0 grow overflow-y-auto px-2.5 pb-4">
        <Part title="Channels">
          {named.map((channel) => (
            <ChannelLink key={channel.id} channel={channel} isHere={channel.id === here}>
              {channel.kind === 'private' ? (
                <Lock className={ICON} aria-hidden />
              ) : (
                <Hash className={ICON} aria-hidden />
              )}
              <span className="truncate">{channel.name}</span>
            </ChannelLink>
          ))}
        </Part>
        <Part title="Apps">
          {bot && direct ? (
            <ChannelLink channel={direct} isHere={direct.id === here}>
              <Avatar member={bot} size={20} />
              <span className="truncate">{bot.real_name}</span>
            </ChannelLink>
          ) : (
            <p className="px-2.5 text-ui text-on-sidebar-quiet">{app.name} is not installed in this workspace.</p>
          )}
        </Part>
      </div>
      <PersonMenu teams={whole.teams} />
    </nav>
  );
}
