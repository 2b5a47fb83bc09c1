import type { PreferredChannel } from '@parley/contracts';

const WHERE: Readonly<Record<PreferredChannel, string>> = {
  AUTO: 'where you last wrote',
  WEB: 'in the web app',
  EMAIL: 'by email',
  SLACK: 'on Slack',
};

/** The line that a switch leaves in the conversation. */
export const switchedNotice = (channel: PreferredChannel, moved: number): string => {
  const questions =
    moved === 1 ? ' 1 open question moved there.' : moved > 1 ? ` ${moved} open questions moved there.` : '';
  return `From here on you are asked ${WHERE[channel]}.${questions}`;
};
