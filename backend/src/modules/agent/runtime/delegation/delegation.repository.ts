import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../../platform/prisma/index.js';

/** What a run owes to the agents elsewhere that work for it. */
@Injectable()
export class DelegationRepository {
  /** The run was stopped: what they still do for it is withdrawn. @returns false: it gave nothing to anybody */
  async oweWithdrawal(tx: Tx, runId: string): Promise<boolean> {
    const { rowCount } = await tx.query({
      name: 'delegation-owe-withdrawal',
      text: `INSERT INTO outbox_job (id, kind, payload)
        SELECT gen_random_uuid(), 'withdraw-tasks', jsonb_build_object('runId', $1::uuid)
        WHERE EXISTS (SELECT 1 FROM agent_step WHERE run_id = $1 AND kind = 'DELEGATE')`,
      values: [runId],
    });
    return rowCount === 1;
  }
}
