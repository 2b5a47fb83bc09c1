import { Injectable, Logger } from '@nestjs/common';
import { failpoint } from '../failpoints/index.js';
import { PgPool } from '../prisma/index.js';
import { JobCatalogue, type JobKind, type JobPayloads } from './job-catalogue.js';
import { HELD_SECONDS, JobQueue } from './job-queue.js';

const BATCH = 50;

interface OutboxRow {
  id: string;
  kind: JobKind;
  /** With the trace of whoever wrote it, where one was made. */
  payload: JobPayloads[JobKind] & { trace?: string | null };
}

/**
 * The relay: takes due rows (`FOR UPDATE SKIP LOCKED`, so any number of relays may run), hands them to the queue and
 * moves them on in time: seconds at first, so that a killed worker's job comes back, longer for one that fails again and
 * again. A row leaves only when its handler is done, so a queue that forgets loses nothing.
 */
@Injectable()
export class Outbox {
  private readonly log = new Logger(Outbox.name);

  constructor(
    private readonly pool: PgPool,
    private readonly queue: JobQueue,
    private readonly catalogue: JobCatalogue,
  ) {}

  /** @returns how many rows it handed on. */
  async relay(): Promise<number> {
    const { rows } = await this.pool.query<OutboxRow>({
      name: 'outbox-relay',
      text: `UPDATE outbox_job SET available_at = now() + make_interval(secs => $1 * power(2, least(greatest(tries - 2, 0), 4)))
       WHERE id IN (SELECT id FROM outbox_job WHERE available_at <= now() AND dead_at IS NULL AND kind = ANY ($3) ORDER BY available_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id, kind, payload`,
      values: [HELD_SECONDS, BATCH, this.catalogue.kinds],
    });
    if (!rows.length) return 0;
    failpoint('outbox.after-claim');
    await Promise.all(
      rows.map(({ id, kind, payload: { trace = null, ...payload } }) =>
        this.queue.add(kind, payload, { outboxId: id, trace }),
      ),
    );
    failpoint('outbox.after-enqueue');
    return rows.length;
  }

  /** After a commit that wrote outbox rows: hand them on now instead of at the next sweep. */
  relaySoon(): void {
    setImmediate(() => {
      this.relay().catch((error: Error) => this.log.warn(`relay failed, the sweeper will try again: ${error.message}`));
    });
  }
}
