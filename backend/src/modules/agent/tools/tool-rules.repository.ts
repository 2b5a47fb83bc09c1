import { Injectable } from '@nestjs/common';
import { PgPool } from '../../../platform/prisma/index.js';
import type { StoredRule } from './domain/tool-policy.js';

@Injectable()
export class ToolRulesRepository {
  constructor(private readonly pool: PgPool) {}

  /** All of them, or those of one tool. */
  async list(tool: string | null): Promise<StoredRule[]> {
    const { rows } = await this.pool.query<StoredRule>({
      name: 'tool-rules',
      text: `SELECT agent, tool, policy, definition_hash AS "definitionHash" FROM tool_rule
             WHERE $1::text IS NULL OR tool = $1 ORDER BY tool, agent`,
      values: [tool],
    });
    return rows;
  }

  async set(rule: StoredRule, by: string): Promise<void> {
    await this.pool.query(
      `INSERT INTO tool_rule (agent, tool, policy, definition_hash, updated_by) VALUES ($1, $2, $3::"ToolPolicy", $4, $5)
       ON CONFLICT (agent, tool) DO UPDATE SET policy = excluded.policy, definition_hash = excluded.definition_hash,
         updated_by = excluded.updated_by, updated_at = now()`,
      [rule.agent, rule.tool, rule.policy, rule.definitionHash, by],
    );
  }

  async remove(agent: string, tool: string): Promise<void> {
    await this.pool.query('DELETE FROM tool_rule WHERE agent = $1 AND tool = $2', [agent, tool]);
  }
}
