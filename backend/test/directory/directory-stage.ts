import type { DirectoryAgent } from '@parley/contracts';
import { type SampleAgents, startSampleAgents } from '@parley/sandbox/agents/a2a';
import { expect } from 'vitest';
import type { AgentDefinition } from '../../src/modules/agent/index.js';
import { type Person, ScriptedAgent, startTestProduct, type TestProduct } from '../support/product/index.js';

export const REQUEST_TIMEOUT_MS = 400;

/** The product beside the real sample agents, which a test makes misbehave. */
export class DirectoryStage {
  readonly agent = new ScriptedAgent();
  product!: TestProduct;
  samples!: SampleAgents;
  admin!: Person;
  /** By slug. */
  readonly entries: Record<string, DirectoryAgent> = {};

  async open(
    options: { agents?: AgentDefinition[]; env?: Record<string, string>; folder?: string } = {},
  ): Promise<void> {
    this.samples = await startSampleAgents({ workMs: 20, ...(options.folder && { folder: options.folder }) });
    this.product = await startTestProduct({
      agents: [this.agent.definition, ...(options.agents ?? [])],
      env: {
        AGENT_REQUEST_TIMEOUT_MS: String(REQUEST_TIMEOUT_MS),
        AGENT_TASK_TIMEOUT_MS: '1500',
        AGENT_CHECK_INTERVAL_MS: '60000',
        ...options.env,
      },
    });
    this.admin = await this.product.signUp('Ada');
  }

  async close(): Promise<void> {
    await this.product?.close();
    await this.samples?.close();
  }

  urlOf(slug: string): string {
    return `${this.samples.url}/${slug}`;
  }

  async add(...slugs: string[]): Promise<void> {
    for (const slug of slugs) {
      const { status, body } = await this.admin.post<DirectoryAgent>('/api/directory', { url: this.urlOf(slug) });
      expect(status, slug).toBe(201);
      this.entries[slug] = body;
    }
  }

  /** What a scripted agent gives work to. */
  to(slug: string, task: string, context?: string) {
    const entry = this.entries[slug]!;
    return { agentId: entry.id, agent: entry.name, task, ...(context && { context }) };
  }

  begun(): number {
    return this.samples.ledger.count({ kind: 'task', state: 'begun' });
  }

  /** A finished unit of the session's run is only begun again, whatever the triggers say of such a thing. */
  async forget(sessionId: string, key: string): Promise<void> {
    const client = await this.product.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SET LOCAL session_replication_role = replica');
      const { rowCount } = await client.query(
        `UPDATE agent_step SET status = 'RUNNING', result = NULL, ended_at = NULL
         WHERE key = $2 AND run_id = (SELECT id FROM agent_run WHERE session_id = $1)`,
        [sessionId, key],
      );
      await client.query('COMMIT');
      expect(rowCount).toBe(1);
    } finally {
      client.release();
    }
  }

  async look(slug: string): Promise<DirectoryAgent> {
    const { items } = (await this.admin.get<{ items: DirectoryAgent[] }>('/api/directory')).body;
    return items.find(({ id }) => id === this.entries[slug]?.id) as DirectoryAgent;
  }
}
