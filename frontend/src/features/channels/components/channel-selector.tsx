import type { ChannelList, ChannelType, PreferredChannel, Session } from '@parley/contracts';
import { ChevronDownIcon, RouteIcon, SettingsIcon } from 'lucide-react';
import { Link } from 'react-router-dom';
import { CHANNEL_NAME, ChannelIcon } from '@/components/channel-icon';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useChannels } from '../api/channels';
import { useSwitchChannel } from '../api/switch-channel';
import { type ChannelOption, channelOptions, pathText, questionPath } from '../describe-channel';
import { StatusDot } from './channel-status';

const SETTINGS = '/settings/channels';

const Icon = ({ value }: { value: PreferredChannel }) =>
  value === 'AUTO' ? <RouteIcon aria-hidden="true" /> : <ChannelIcon channel={value} />;

const Words = ({ option }: { option: ChannelOption }) => (
  <span className="grid min-w-0 flex-1">
    <span className="flex items-center gap-1.5 font-medium">
      {option.name}
      {option.value !== 'AUTO' && <StatusDot tone={option.tone} />}
    </span>
    <span className="text-pretty text-muted-foreground text-xs [overflow-wrap:anywhere]">{option.note}</span>
  </span>
);

/** A channel that cannot be chosen leads to where that is mended: a greyed-out line would be a dead end. */
const Option = ({ option }: { option: ChannelOption }) =>
  option.usable ? (
    <DropdownMenuRadioItem value={option.value} className="items-start py-1.5 [&>svg]:mt-0.5">
      <Icon value={option.value} />
      <Words option={option} />
    </DropdownMenuRadioItem>
  ) : (
    <DropdownMenuItem asChild className="items-start py-1.5 [&>svg]:mt-0.5">
      <Link to={SETTINGS} aria-label={`${option.name}, cannot be chosen: ${option.note}`}>
        <Icon value={option.value} />
        <Words option={option} />
      </Link>
    </DropdownMenuItem>
  );

const Menu = ({
  list,
  shown,
  lastWrote,
  onSwitch,
}: {
  list: ChannelList;
  shown: PreferredChannel;
  lastWrote: ChannelType | null;
  onSwitch: (channel: PreferredChannel) => void;
}) => (
  <DropdownMenuContent align="end" className="w-80 max-w-[calc(100vw-1rem)]">
    <p className="text-pretty px-2 pt-1.5 pb-2 text-muted-foreground text-xs">
      {pathText(questionPath(list, shown, lastWrote))}
    </p>
    <DropdownMenuRadioGroup
      aria-label="Channel of this session"
      value={shown}
      onValueChange={(value) => value !== shown && onSwitch(value as PreferredChannel)}
    >
      {channelOptions(list).map((option) => (
        <Option key={option.value} option={option} />
      ))}
    </DropdownMenuRadioGroup>
    <DropdownMenuSeparator />
    <DropdownMenuItem asChild>
      <Link to={SETTINGS}>
        <SettingsIcon /> Channel settings
      </Link>
    </DropdownMenuItem>
  </DropdownMenuContent>
);

/** Where the questions of this session go, and the way to have them elsewhere (FB-8). */
export const ChannelSelector = ({ session, lastWrote }: { session: Session; lastWrote: ChannelType | null }) => {
  const list = useChannels().data;
  const { shown, switchTo } = useSwitchChannel(session);
  const option = list && channelOptions(list).find(({ value }) => value === shown);
  const first = list && questionPath(list, shown, lastWrote)[0]?.type;
  const name = shown === 'AUTO' ? 'Auto' : CHANNEL_NAME[shown];
  // The chosen channel cannot be used: the questions go to another one meanwhile.
  const elsewhere = first && (shown === 'AUTO' || first !== shown) ? CHANNEL_NAME[first] : null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="sm"
          disabled={!list}
          aria-label={`Channel: ${name}${elsewhere ? `, questions go to ${elsewhere} now` : ''}`}
          className="gap-1.5 px-2 font-normal text-xs [&_svg]:size-3.5"
        >
          <Icon value={shown} />
          <span className="max-sm:sr-only">
            {name}
            {elsewhere && <span className="text-muted-foreground"> · {elsewhere}</span>}
          </span>
          {option && option.tone !== 'good' && <StatusDot tone={option.tone} />}
          <ChevronDownIcon className="opacity-60 max-sm:hidden" />
        </Button>
      </DropdownMenuTrigger>
      {list && <Menu list={list} shown={shown} lastWrote={lastWrote} onSwitch={switchTo} />}
    </DropdownMenu>
  );
};
