import type { Clock } from '../../kernel/index.js';
import type { PgPool } from '../prisma/index.js';
import { Passes } from './passes.js';
import type { Sealer } from './sealer.js';

/** Passes that can be used up: once, in whichever process they come back, whatever becomes of Redis. */
export class OneTimePasses extends Passes {
  constructor(
    sealer: Sealer,
    clock: Clock,
    private readonly pool: PgPool,
  ) {
    super(sealer, clock);
  }

  /** As `read`, once. */
  async use(purpose: string, token: string): Promise<unknown> {
    const pass = this.open(purpose, token);
    return pass && (await this.spend(pass.n, new Date(pass.until))) ? pass.content : undefined;
  }

  /** Those that have run out are forgotten, an hour later: the clocks of processes and database need not agree. */
  private async spend(id: string, until: Date): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `WITH over AS (DELETE FROM spent_pass WHERE until < now() - interval '1 hour')
       INSERT INTO spent_pass (id, until) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [id, until],
    );
    return rowCount === 1;
  }
}
