import { createHmac, timingSafeEqual } from 'node:crypto';

/** An older or newer request may be a replay (docs.slack.dev/authentication/verifying-requests-from-slack). */
const MAX_SKEW_S = 300;

export interface SignedRequest {
  /** The bytes as they came: what a parser makes of them proves nothing. */
  body: Buffer;
  timestamp: string | undefined;
  signature: string | undefined;
}

/** Whether Slack has sent these very bytes, just now. */
export const isFromSlack = ({ body, timestamp, signature }: SignedRequest, secret: string, now: Date): boolean => {
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Math.floor(now.getTime() / 1_000) - Number(timestamp)) > MAX_SKEW_S) return false;
  const right = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const [expected, given] = [Buffer.from(`v0=${right}`), Buffer.from(signature)];
  return expected.length === given.length && timingSafeEqual(expected, given);
};
