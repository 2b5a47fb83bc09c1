import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { HeartBeat } from '../processes/index.js';
import { RedisLink } from '../redis/index.js';
import { RateLimiter } from './rate-limiter.js';
import { RATE_LIMIT_RULES, type RateLimitRules, RateLimits } from './rate-limits.js';
import { RedisLog } from './redis-log.js';
import { SharedLimiter } from './shared-limiter.js';
import { SlidingWindowLimiter } from './sliding-window-limiter.js';

/** Global, because every module with routes counts against the same limits. Needs providers for `Clock` and `HeartBeat`. */
@Global()
@Module({})
export class HttpModule {
  static forRoot(rules: RateLimitRules): DynamicModule {
    return {
      module: HttpModule,
      providers: [
        { provide: RATE_LIMIT_RULES, useValue: rules },
        {
          provide: RateLimiter,
          useFactory: limiter,
          inject: [Clock, HeartBeat, { token: RedisLink, optional: true }],
        },
        RateLimits,
      ],
      exports: [RateLimits],
    };
  }
}

/** Of this process alone, or of all. */
const limiter = (clock: Clock, heart: HeartBeat, redis?: RedisLink): RateLimiter => {
  const own = new SlidingWindowLimiter(clock);
  return redis ? new SharedLimiter(new RedisLog(redis), own, () => heart.serving) : own;
};
