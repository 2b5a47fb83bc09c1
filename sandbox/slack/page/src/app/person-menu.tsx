import { ChevronsUpDown } from 'lucide-react';
import { Menu } from '#kit/page';
import { go } from '../data/place';
import type { WholeState } from '../data/types';
import { useWorld } from '../data/world';
import { Avatar } from '../ui/avatar';
import { peopleOf, roleOf } from './who';

/** Whom one is, and whom else one can be. */
export function PersonMenu({ teams }: { teams: WholeState['teams'] }) {
  const { me } = useWorld();
  const items = teams.flatMap((team) =>
    peopleOf(team).map((member) => ({
      key: member.id,
      label: member.real_name,
      note: [team.name, roleOf(member)].filter(Boolean).join(', '),
      onSelect: () => go({ as: member.id, channel: null, thread: null, tab: null }),
    })),
  );
  return (
    <div className="shrink-0 border-t border-white/15 p-2">
      <Menu
        name="Be somebody else"
        items={items}
        trigger={(trigger) => (
          <button
            {...trigger}
            type="button"
            aria-haspopup="menu"
            aria-label={`You are ${me.real_name}. Be somebody else`}
            className="touch flex w-full items-center gap-2.5 rounded-lg px-2 py-1.5 text-left hover:bg-sidebar-hover"
          >
            <Avatar member={me} size={30} />
            <span className="min-w-0 grow">
              <span className="block truncate font-semibold">{me.real_name}</span>
              <span className="block truncate text-2xs text-on-sidebar-quiet">Be somebody else</span>
            </span>
            <ChevronsUpDown className="size-4 shrink-0" aria-hidden />
          </button>
        )}
      />
    </div>
  );
}
