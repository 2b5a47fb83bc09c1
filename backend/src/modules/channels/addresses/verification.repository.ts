import { Injectable } from '@nestjs/common';
import { PgPool, type Tx, UnitOfWork } from '../../../platform/prisma/index.js';
import { CHANNEL_COLUMNS, type ChannelRow } from './channel-row.js';

export type Proof =
  | { kind: 'verified'; row: ChannelRow }
  | { kind: 'wrong'; triesLeft: number }
  /** There is no code, or it ran out, or was tried too often. */
  | { kind: 'no_code' }
  | { kind: 'not_found' }
  | { kind: 'verified_before'; row: ChannelRow };

/** Codes on their way to an address. Times and tries are counted here, so that it does not matter which process is asked. */
@Injectable()
export class VerificationRepository {
  constructor(
    private readonly pool: PgPool,
    private readonly work: UnitOfWork,
  ) {}

  /** Only the newest code counts. False: it is not this person's, or needs none. */
  async begin(userId: string, channelId: string, codeHash: Buffer, lifeMs: number): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `INSERT INTO channel_verification AS v (channel_id, code_hash, expires_at)
       SELECT c.id, $3, now() + make_interval(secs => $4::float8 / 1000) FROM communication_channel c
       WHERE c.id = $1 AND c.user_id = $2 AND c.status = 'UNVERIFIED' FOR UPDATE
       ON CONFLICT (channel_id) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0`,
      [channelId, userId, codeHash, lifeMs],
    );
    return rowCount === 1;
  }

  /** Why the code is not there, where its person looks for it. Null: it was sent. */
  async note(userId: string, channelId: string, problem: string | null): Promise<void> {
    await this.pool.query(
      `UPDATE communication_channel SET problem = $3 WHERE id = $1 AND user_id = $2 AND status = 'UNVERIFIED'`,
      [channelId, userId, problem],
    );
  }

  /**
   * A try counts before it is judged. All under the lock of the channel's row: of tries at the same time none is free.
   * @param fits compares in constant time
   */
  prove(userId: string, channelId: string, maxTries: number, fits: (codeHash: Buffer) => boolean): Promise<Proof> {
    return this.work.run(async (tx): Promise<Proof> => {
      const { rows } = await tx.query<ChannelRow>(
        `SELECT ${CHANNEL_COLUMNS} FROM communication_channel c WHERE c.id = $1 AND c.user_id = $2 FOR UPDATE`,
        [channelId, userId],
      );
      const row = rows[0];
      if (!row || (row.status === 'DISCONNECTED' && row.verifiedAt === null)) return { kind: 'not_found' };
      if (row.status !== 'UNVERIFIED') return { kind: 'verified_before', row };
      const tried = await this.countTry(tx, channelId, maxTries);
      if (!tried) return { kind: 'no_code' };
      if (!fits(tried.codeHash)) return { kind: 'wrong', triesLeft: maxTries - tried.tries };
      return { kind: 'verified', row: await this.activate(tx, channelId) };
    });
  }

  private async countTry(tx: Tx, channelId: string, maxTries: number) {
    const { rows } = await tx.query<{ codeHash: Buffer; tries: number }>(
      `UPDATE channel_verification SET tries = tries + 1 WHERE channel_id = $1 AND tries < $2 AND expires_at > now()
       RETURNING code_hash AS "codeHash", tries`,
      [channelId, maxTries],
    );
    return rows[0];
  }

  private async activate(tx: Tx, channelId: string): Promise<ChannelRow> {
    await tx.query('DELETE FROM channel_verification WHERE channel_id = $1', [channelId]);
    const { rows } = await tx.query<ChannelRow>(
      `UPDATE communication_channel c SET status = 'ACTIVE', verified_at = now(), problem = NULL WHERE c.id = $1
       RETURNING ${CHANNEL_COLUMNS}`,
      [channelId],
    );
    return rows[0]!;
  }
}
