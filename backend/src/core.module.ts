import { type DynamicModule, Global, Module } from '@nestjs/common';
import { type AppConfig, CONFIG } from './config/index.js';
import { Clock, SystemClock } from './kernel/index.js';
import { BusModule } from './platform/bus/index.js';
import { armFailpoints } from './platform/failpoints/index.js';
import { PgModule } from './platform/prisma/index.js';
import { ProcessesModule } from './platform/processes/index.js';
import { QueueModule } from './platform/queue/index.js';
import { RedisModule } from './platform/redis/index.js';
import { TelemetryModule } from './platform/telemetry/index.js';

/** What every module stands on: configuration, time, database, queue, fan-out. */
@Global()
@Module({})
export class CoreModule {
  static forRoot({ config, databaseUrl }: { config: AppConfig; databaseUrl: string }): DynamicModule {
    armFailpoints(config.failpoints.join(','));
    return {
      module: CoreModule,
      imports: [
        TelemetryModule,
        PgModule.forRoot({ url: databaseUrl, connections: config.databaseConnections }),
        RedisModule.forRoot(config.redisUrl, config.auth.jwtSecret),
        BusModule.forRoot({ redisUrl: config.redisUrl, natsUrls: config.natsUrls, deployment: config.auth.jwtSecret }),
        QueueModule.forRoot({
          worker: config.role !== 'api',
          databaseUrl,
          redisUrl: config.redisUrl,
          deployment: config.auth.jwtSecret,
          sweepIntervalMs: config.run.sweepIntervalMs,
        }),
        ProcessesModule.forRoot(config.role),
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Clock, useClass: SystemClock },
      ],
      exports: [CONFIG, Clock],
    };
  }
}
