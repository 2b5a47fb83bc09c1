import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { fingerprint } from '../crypto/index.js';
import { RedisLink } from './redis-link.js';

const LINK = Symbol('REDIS_LINK_OR_NONE');

/** Each question has its own patience, much shorter. */
const GIVES_UP_MS = 5_000;

/** The connection that limits, presence and the like share. There is a `RedisLink` only where there is a Redis. */
@Global()
@Module({})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(LINK) private readonly link: RedisLink | null) {}

  /** @param deployment a secret that all its processes share: several deployments may use one Redis */
  static forRoot(redisUrl: string | undefined, deployment: string): DynamicModule {
    const link = {
      provide: LINK,
      useFactory: () => (redisUrl ? new RedisLink(redisUrl, 'parley', GIVES_UP_MS, keySpace(deployment)) : null),
    };
    // Only where there is one: whoever can do without asks for it with @Optional().
    const shared = redisUrl ? [{ provide: RedisLink, useExisting: LINK }] : [];
    return { module: RedisModule, providers: [link, ...shared], exports: redisUrl ? [RedisLink] : [] };
  }

  /** Last: what ends takes its leave until then. */
  onApplicationShutdown(): void {
    this.link?.close();
  }
}

export const keySpace = (deployment: string): string => `parley-${fingerprint(deployment, 'keys')}:`;
