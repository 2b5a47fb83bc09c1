/** About one message per second and channel, short bursts allowed: https://docs.slack.dev/apis/web-api/rate-limits */
const BURST = 4;

export class RateLimiter {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();

  /** @returns seconds to wait, 0 when it may go */
  take(channel: string, now = Date.now()): number {
    const { tokens, at } = this.buckets.get(channel) ?? { tokens: BURST, at: now };
    const left = Math.min(BURST, tokens + (now - at) / 1_000);
    const granted = left >= 1;
    this.buckets.set(channel, { tokens: granted ? left - 1 : left, at: now });
    return granted ? 0 : Math.max(1, Math.ceil(1 - left));
  }
}
