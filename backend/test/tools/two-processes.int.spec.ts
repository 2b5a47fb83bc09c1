import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunContext } from '../../src/modules/agent/index.js';
import { callHash } from '../../src/modules/agent/tools/domain/call-hash.js';
import { ToolCallRepository } from '../../src/modules/agent/tools/tool-call.repository.js';
import type { RunLease } from '../../src/modules/agent-state/index.js';
import { startTestProduct, type TestProduct } from '../support/product/index.js';
import { ToolStage, type ToolUse } from './tool-stage.js';

let stage: ToolStage;
let other: TestProduct;
beforeAll(async () => {
  stage = await ToolStage.start();
  other = await startTestProduct({
    agents: [{ ...stage.agent.definition, tools: ['*'] }],
    databaseUrl: stage.product.databaseUrl,
  });
});
afterAll(async () => {
  await other.close();
  await stage.close();
});

const callsOf = (product: TestProduct) => product.nest.get(ToolCallRepository, { strict: false });

/** As the database knows who holds the run now. */
const leaseOf = async ({ runId, sessionId }: RunContext): Promise<RunLease> => {
  const { rows } = await stage.product.pool.query('SELECT lease_version FROM agent_run WHERE id = $1', [runId]);
  const { lease_version: version } = rows[0] as { lease_version: number };
  const whose = { ownerId: '', ownerName: '', agent: stage.agent.name, wakeCount: 0, crashes: 0 };
  return { runId, sessionId, version, ...whose, input: null, trace: null, sureUntil: 0 };
};

it('of two processes that use one grant at once, one begins the call, and one that has lost the run begins none', async () => {
  const shown: ToolUse = { tool: 'web.write', arguments: { text: randomUUID() } };
  const { sessionId, done } = await stage.begin(async (ctx) => {
    const answer = await ctx.approve('show it', { question: 'May I?', calls: () => [shown] });
    if (answer.kind !== 'approved') return null;
    const lease = await leaseOf(ctx);
    const begin = (product: TestProduct, at: number, held = lease) =>
      callsOf(product).begin(held, {
        ...{ id: randomUUID(), stepKey: `use#${at}`, tool: shown.tool },
        ...{ callHash: callHash(shown), requestId: answer.grant.requestId },
      });
    const stale = await begin(other, 99, { ...lease, version: lease.version - 1 }).catch((error: Error) => error.name);
    const many = Array.from({ length: 20 }, (_, at) => begin(at % 2 === 0 ? stage.product : other, at));
    return { stale, begun: await Promise.all(many) };
  });
  await stage.decide(sessionId);
  const { stale, begun } = (await done) ?? {};
  expect(stale).toBe('LeaseLost');
  expect(begun?.filter((one) => one)).toHaveLength(1);
});

it('takes nothing back for a process that has lost the run: another one may be calling', async () => {
  const { done } = await stage.begin(async (ctx) => {
    const lease = await leaseOf(ctx);
    const id = randomUUID();
    const call = { id, stepKey: 'use#1', tool: 'web.write', callHash: 'x', requestId: null };
    await callsOf(stage.product).begin(lease, call);
    const left = async (held: RunLease) => {
      await callsOf(other).takeBack(held, id);
      return (await callsOf(stage.product).begun(lease.runId, call))?.id === id;
    };
    return [await left({ ...lease, version: lease.version - 1 }), await left(lease)];
  });
  expect(await done).toEqual([true, false]);
});
