import { createHmac } from 'node:crypto';

/** The `v0` signature: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const signedHeaders = (body: string, signingSecret: string): Record<string, string> => {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const hmac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`);
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hmac.digest('hex')}` };
};
