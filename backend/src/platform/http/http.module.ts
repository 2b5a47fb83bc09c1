import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from '../../kernel/index.js';
import { RateLimiter } from './rate-limiter.js';
import { RATE_LIMIT_RULES, type RateLimitRules, RateLimits } from './rate-limits.js';
import { SlidingWindowLimiter } from './sliding-window-limiter.js';

/** Global, because every module with routes counts against the same limits. Needs a provider for `Clock`. */
@Global()
@Module({})
export class HttpModule {
  static forRoot(rules: RateLimitRules): DynamicModule {
    return {
      module: HttpModule,
      providers: [
        { provide: RATE_LIMIT_RULES, useValue: rules },
        { provide: RateLimiter, useFactory: (clock: Clock) => new SlidingWindowLimiter(clock), inject: [Clock] },
        RateLimits,
      ],
      exports: [RateLimits],
    };
  }
}
