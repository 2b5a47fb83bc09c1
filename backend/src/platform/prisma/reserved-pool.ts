import { Inject, Injectable } from '@nestjs/common';
import { PgPool } from './pg-pool.js';
import { PG_SETTINGS, type PgSettings, poolSizes } from './pg-settings.js';

/** A few connections for what a person waits for: a message must not queue for one behind hundreds of working runs. */
@Injectable()
export class ReservedPool extends PgPool {
  constructor(@Inject(PG_SETTINGS) settings: PgSettings) {
    super({ ...settings, max: poolSizes(settings.connections).reserved });
  }
}
