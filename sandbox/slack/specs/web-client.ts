import { webApi } from '@slack/bolt';
import { startSlackSandbox } from '../index.js';
import type { SlackSandbox, SlackSandboxOptions } from '../types.js';

/** Slack's own client, that tells failures instead of trying again. */
export const clientFor = (slack: SlackSandbox, token: string | undefined): webApi.WebClient =>
  new webApi.WebClient(token, {
    slackApiUrl: `${slack.url}/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: webApi.LogLevel.ERROR,
    logger: SILENT,
  });

const SILENT = {
  ...{ debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  ...{ setLevel: () => undefined, getLevel: () => webApi.LogLevel.ERROR, setName: () => undefined },
};

export const withClient = async (options?: SlackSandboxOptions) => {
  const slack = await startSlackSandbox(options);
  const client = clientFor(slack, slack.installation().botToken);
  return { slack, client };
};

/** The error code of a call that must fail. */
export const errorOf = async (call: Promise<unknown>): Promise<{ error: string } & Record<string, unknown>> => {
  try {
    await call;
  } catch (error) {
    const { data } = error as { data?: { error: string } };
    if (data) return data;
    throw error;
  }
  throw new Error('the call did not fail');
};
