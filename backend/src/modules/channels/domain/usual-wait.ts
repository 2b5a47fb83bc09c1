import type { ChannelType } from '@parley/contracts';

const MINUTE_MS = 60_000;

/** How long a question waits on a channel where its person has not said otherwise, in milliseconds (FB-6). */
export const USUAL_WAIT_MS: Readonly<Record<ChannelType, number>> = {
  WEB: 2 * MINUTE_MS,
  SLACK: 10 * MINUTE_MS,
  EMAIL: 60 * MINUTE_MS,
};
