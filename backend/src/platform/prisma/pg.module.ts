import { Global, Inject, Injectable, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../generated/prisma/client.js';
import { PG_SETTINGS, type PgSettings } from './pg-settings.js';

/** The raw pool, for the hot statements of DESIGN.md §3 rule 6. Everything else goes through Prisma. */
@Injectable()
export class PgPool extends pg.Pool implements OnApplicationShutdown {
  private readonly log = new Logger(PgPool.name);

  constructor(@Inject(PG_SETTINGS) settings: PgSettings) {
    super({
      connectionString: settings.url,
      max: settings.poolSize,
      // A dead database is an error within seconds, not a hanging request.
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    // An idle connection that dies must not take the process with it: the next query opens a new one.
    this.on('error', (error) => this.log.warn(`lost an idle database connection: ${error.message}`));
  }

  async onApplicationShutdown() {
    await this.end();
  }
}

@Injectable()
export class Prisma extends PrismaClient implements OnApplicationShutdown {
  constructor(@Inject(PG_SETTINGS) settings: PgSettings) {
    super({ adapter: new PrismaPg({ connectionString: settings.url, max: settings.poolSize }) });
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
      providers: [{ provide: PG_SETTINGS, useValue: settings }, PgPool, Prisma],
      exports: [PgPool, Prisma, PG_SETTINGS],
    };
  }
}
