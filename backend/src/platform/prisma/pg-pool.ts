import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { PG_SETTINGS, type PgSettings, poolSizes, SESSION_OPTIONS } from './pg-settings.js';

/**
 * pg's own default closes a connection after 10 s without work. Then the next person waits for a connection, and every
 * prepared statement is planned anew: tens of milliseconds on a quiet day.
 */
const IDLE_TIMEOUT_MS = 10 * 60_000;

/** The raw pool, for the hot statements of DESIGN.md §3 rule 6. Everything else goes through Prisma. */
@Injectable()
export class PgPool extends pg.Pool implements OnApplicationShutdown {
  private readonly logger = new Logger(PgPool.name);

  constructor(@Inject(PG_SETTINGS) settings: PgSettings & { max?: number }) {
    super({
      connectionString: settings.url,
      max: settings.max ?? poolSizes(settings.connections).raw,
      idleTimeoutMillis: IDLE_TIMEOUT_MS,
      options: SESSION_OPTIONS,
      // A dead database is an error within seconds, not a hanging request.
      connectionTimeoutMillis: 5_000,
      query_timeout: 30_000,
      keepAlive: true,
    });
    // An idle connection that dies must not take the process with it: the next query opens a new one.
    this.on('error', (error) => this.logger.warn(`lost an idle database connection: ${error.message}`));
  }

  async onApplicationShutdown() {
    await this.end();
  }
}
