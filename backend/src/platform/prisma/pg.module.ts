import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../generated/prisma/client.js';
import { PgPool } from './pg-pool.js';
import { PG_SETTINGS, type PgSettings, poolSizes, SESSION_OPTIONS } from './pg-settings.js';
import { ReservedPool } from './reserved-pool.js';
import { UnitOfWork } from './unit-of-work.js';

@Injectable()
export class Prisma extends PrismaClient implements OnApplicationShutdown {
  constructor(@Inject(PG_SETTINGS) settings: PgSettings) {
    super({
      adapter: new PrismaPg({
        connectionString: settings.url,
        max: poolSizes(settings.connections).prisma,
        options: SESSION_OPTIONS,
      }),
    });
  }

  async onApplicationShutdown() {
    await this.$disconnect();
  }
}

@Global()
@Module({})
export class PgModule {
  static forRoot(settings: PgSettings) {
    return {
      module: PgModule,
      providers: [{ provide: PG_SETTINGS, useValue: settings }, PgPool, Prisma, ReservedPool, UnitOfWork],
      exports: [PgPool, Prisma, ReservedPool, UnitOfWork, PG_SETTINGS],
    };
  }
}
