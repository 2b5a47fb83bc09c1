import { Command } from 'cmdk';
import {
  ActivityIcon,
  BotIcon,
  InboxIcon,
  KeyboardIcon,
  LogOutIcon,
  MessageSquareIcon,
  PlusIcon,
  RouteIcon,
  SettingsIcon,
  SunMoonIcon,
} from 'lucide-react';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { Kbd } from '@/components/ui/kbd';
import { useAgents, useSessions } from '@/features/sessions';
import { agentName } from '@/lib/agent-name';
import { signOut } from '@/lib/auth-session';
import { toggleTheme } from '@/lib/theme';
import { useStartSession } from '../use-start-session';

const Item = ({
  icon,
  value,
  keys = [],
  onSelect,
  children,
}: {
  icon: ReactNode;
  value: string;
  keys?: string[];
  onSelect: () => void;
  children: ReactNode;
}) => (
  <Command.Item
    value={value}
    onSelect={onSelect}
    className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-ui data-[selected=true]:bg-muted pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-muted-foreground"
  >
    {icon}
    <span className="min-w-0 flex-1 truncate">{children}</span>
    {keys.map((key) => (
      <Kbd key={key}>{key}</Kbd>
    ))}
  </Command.Item>
);

const groupClass =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs';

/** Everything by name: places, sessions, actions. Loaded when first opened. */
export default function CommandPalette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const sessions = useSessions(useDeferredValue(search), 'ACTIVE');
  const agents = useAgents().data?.items ?? [];
  const { start } = useStartSession();
  const run = (action: () => void) => () => {
    onClose();
    action();
  };

  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      label="Search and commands"
      overlayClassName="fixed inset-0 z-40 bg-black/30 dark:bg-black/55"
      contentClassName="-translate-x-1/2 fixed top-[14vh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] overflow-hidden rounded-xl border bg-popover shadow-pop outline-none"
    >
      <Command.Input
        value={search}
        onValueChange={setSearch}
        placeholder="Search sessions, or type a command…"
        className="h-12 w-full border-b bg-transparent px-4 text-body outline-none"
      />
      <Command.List className="scroll-thin max-h-[min(24rem,60vh)] overflow-y-auto p-1.5">
        <Command.Empty className="px-2.5 py-6 text-center text-muted-foreground text-ui">Nothing found.</Command.Empty>
        <Command.Group heading="Sessions" className={groupClass}>
          {(sessions.data?.pages[0]?.items ?? []).slice(0, 8).map((session) => (
            <Item
              key={session.id}
              value={`${session.title} ${session.preview ?? ''} ${session.id}`}
              icon={<MessageSquareIcon />}
              onSelect={run(() => navigate(`/sessions/${session.id}`))}
            >
              {session.title}
            </Item>
          ))}
        </Command.Group>
        <Command.Group heading="Commands" className={groupClass}>
          {agents.map((agent) => (
            <Item
              key={agent.name}
              value={`new session ${agent.name}`}
              icon={<PlusIcon />}
              onSelect={run(() => void start(agent.name))}
            >
              New session with {agentName(agent.name)}
            </Item>
          ))}
          <Item
            value="inbox waiting questions"
            icon={<InboxIcon />}
            keys={['g', 'i']}
            onSelect={run(() => navigate('/inbox'))}
          >
            Inbox
          </Item>
          <Item
            value="agents directory tools rules mcp a2a"
            icon={<BotIcon />}
            keys={['g', 'a']}
            onSelect={run(() => navigate('/agents'))}
          >
            Agents, directory and tools
          </Item>
          <Item
            value="runs steps timeline"
            icon={<ActivityIcon />}
            keys={['g', 'r']}
            onSelect={run(() => navigate('/runs'))}
          >
            Runs
          </Item>
          <Item
            value="settings profile"
            icon={<SettingsIcon />}
            keys={['g', 'p']}
            onSelect={run(() => navigate('/settings'))}
          >
            Settings
          </Item>
          <Item
            value="channels email slack quiet hours reminders time zone"
            icon={<RouteIcon />}
            onSelect={run(() => navigate('/settings/channels'))}
          >
            Channels, quiet hours and reminders
          </Item>
          <Item value="theme light dark" icon={<SunMoonIcon />} onSelect={run(toggleTheme)}>
            Switch between light and dark
          </Item>
          <Item value="keyboard shortcuts help" icon={<KeyboardIcon />} keys={['?']} onSelect={run(onHelp)}>
            Keyboard shortcuts
          </Item>
          <Item value="sign out" icon={<LogOutIcon />} onSelect={run(() => void signOut())}>
            Sign out
          </Item>
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
