import { type DynamicModule, Global, Module } from '@nestjs/common';
import { type AppConfig, CONFIG } from './config/index.js';
import { Clock, SystemClock } from './kernel/index.js';
import { BusModule } from './platform/bus/index.js';
import { armFailpoints } from './platform/failpoints/index.js';
import { PgModule } from './platform/prisma/index.js';
import { QueueModule } from './platform/queue/index.js';

/** Connections of each of the two pools. PostgreSQL takes 100 by default; queue and tools need some as well. */
const POOL_SIZE = 12;

/** What every module stands on: configuration, time, database, queue, fan-out. */
@Global()
@Module({})
export class CoreModule {
  static forRoot({ config, databaseUrl }: { config: AppConfig; databaseUrl: string }): DynamicModule {
    armFailpoints(config.failpoints.join(','));
    return {
      module: CoreModule,
      imports: [
        PgModule.forRoot({ url: databaseUrl, poolSize: POOL_SIZE }),
        BusModule,
        QueueModule.forRoot({
          worker: config.role !== 'api',
          databaseUrl,
          redisUrl: config.redisUrl,
          sweepIntervalMs: config.run.sweepIntervalMs,
        }),
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Clock, useClass: SystemClock },
      ],
      exports: [CONFIG, Clock],
    };
  }
}
