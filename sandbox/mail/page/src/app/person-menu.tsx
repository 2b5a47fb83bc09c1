import { ChevronsUpDown } from 'lucide-react';
import { Avatar, Menu } from '#kit/page';
import { go } from '../data/place';
import { useWorld } from '../data/world';
import { CLIENT_NAMES, SERVER_NAMES } from '../lib/names';

/** Whom one is, and whom else one can be. */
export function PersonMenu() {
  const { me, whole } = useWorld();
  const items = whole.mailboxes.map(({ email, name, server }) => ({
    key: email,
    label: name,
    note: `${email}, ${SERVER_NAMES[server]}`,
    onSelect: () => go({ as: email, label: null, thread: null, write: null }),
  }));
  return (
    <Menu
      name="Be somebody else"
      items={items}
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-haspopup="menu"
          aria-label={`You are ${me.name}. Be somebody else`}
          className="touch flex w-full items-center gap-2.5 rounded-lg px-2 py-1.5 text-left hover:bg-sidebar-hover"
        >
          <Avatar id={me.email} name={me.name} size={30} />
          <span className="min-w-0 grow">
            <span className="block truncate font-semibold">{me.name}</span>
            <span className="block truncate text-2xs text-on-sidebar-quiet">Writes with {CLIENT_NAMES[me.client]}</span>
          </span>
          <ChevronsUpDown className="size-4 shrink-0" aria-hidden />
        </button>
      )}
    />
  );
}
