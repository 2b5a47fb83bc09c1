import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/index.js';
import { Metrics } from '../telemetry/index.js';
import { RateLimiter, type RateRule } from './rate-limiter.js';

/** Every limit there is (OPS-5). What a key stands for: an address, an account name, a user id. */
export type RateLimitName =
  | 'auth-ip'
  | 'auth-account'
  | 'refresh-ip'
  | 'answer-link'
  | 'channel-code'
  | 'channel-invite'
  | 'channel-greeting'
  | 'mail-greeting'
  | 'message';
export type RateLimitRules = Record<RateLimitName, RateRule>;
export const RATE_LIMIT_RULES = Symbol('RATE_LIMIT_RULES');

const MINUTE = 60_000;

/** The rules for a configuration. One address may house an office, so it gets more room than one account. */
export const rateLimitRules = (perMinute: { messagesPerMinute: number; authPerMinute: number }): RateLimitRules => ({
  'auth-ip': { limit: perMinute.authPerMinute * 3, windowMs: MINUTE },
  'auth-account': { limit: perMinute.authPerMinute, windowMs: MINUTE },
  // A refresh token cannot be guessed; this only bounds the work that one address can cause.
  'refresh-ip': { limit: Math.max(300, perMinute.authPerMinute * 30), windowMs: MINUTE },
  // A look and a press for each mail, and an office behind one address. Its token cannot be guessed either.
  'answer-link': { limit: perMinute.authPerMinute * 6, windowMs: MINUTE },
  // Half as many in ten minutes as sign-ins in one: each is a message to somebody who may not have asked for it.
  'channel-code': { limit: Math.ceil(perMinute.authPerMinute / 2), windowMs: 10 * MINUTE },
  // What Parley says to somebody it does not know, and where it is a guest: never more than they can overlook.
  'channel-invite': { limit: 3, windowMs: 60 * MINUTE },
  'channel-greeting': { limit: 1, windowMs: 24 * 60 * MINUTE },
  // To all whom it does not know, together: whoever vouches for a whole domain of them gets no more.
  'mail-greeting': { limit: 30, windowMs: 60 * MINUTE },
  message: { limit: perMinute.messagesPerMinute, windowMs: MINUTE },
});

/** The same service counts for REST, WebSocket and every other way in, so changing the transport gains nothing (T33). */
@Injectable()
export class RateLimits {
  constructor(
    private readonly limiter: RateLimiter,
    @Inject(RATE_LIMIT_RULES) private readonly rules: RateLimitRules,
    private readonly metrics: Metrics,
  ) {}

  /** @throws DomainError `rate_limited` with the seconds to wait */
  async enforce(name: RateLimitName, key: string): Promise<void> {
    const { allowed, retryAfterMs } = await this.limiter.take(`${name}:${key}`, this.rules[name]);
    if (allowed) return;
    this.metrics.count('rateLimited', { rule: name });
    const retryAfter = Math.max(1, Math.ceil(retryAfterMs / 1_000));
    throw new DomainError('rate_limited', `Too many requests. Try again in ${retryAfter} s.`, { retryAfter });
  }
}
