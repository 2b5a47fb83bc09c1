import type { ChannelType } from '@parley/contracts';

/** Pages of the channels that are stand-ins on this machine (SBX-1): there one reads and answers as a person. */
export type StandIns = Readonly<Partial<Record<ChannelType, string>>>;
export const STAND_INS = Symbol('STAND_INS');

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** @param recorded channels whose stand-in is in this process */
export const standInsOf = (
  recorded: readonly ChannelType[],
  { publicUrl, slackApiUrl }: { publicUrl: string; slackApiUrl: string | undefined },
): StandIns => {
  const slack = slackApiUrl ? new URL(slackApiUrl) : undefined;
  return {
    ...Object.fromEntries(recorded.map((type) => [type, `${publicUrl}/sandbox`])),
    ...(slack && LOCAL.has(slack.hostname) && { SLACK: slack.origin }),
  };
};
