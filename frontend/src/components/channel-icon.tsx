import type { ChannelType } from '@parley/contracts';
import { GlobeIcon, HashIcon, type LucideIcon, MailIcon } from 'lucide-react';

export const CHANNEL_NAME: Record<ChannelType, string> = { WEB: 'Web', EMAIL: 'Email', SLACK: 'Slack' };
/** Where an answer was given: `answered by email`. */
export const ON_CHANNEL: Record<ChannelType, string> = { WEB: 'on the web', EMAIL: 'by email', SLACK: 'in Slack' };
const ICON: Record<ChannelType, LucideIcon> = { WEB: GlobeIcon, EMAIL: MailIcon, SLACK: HashIcon };

export const ChannelIcon = ({ channel, className }: { channel: ChannelType; className?: string }) => {
  const Icon = ICON[channel];
  return <Icon aria-hidden="true" className={className} />;
};
