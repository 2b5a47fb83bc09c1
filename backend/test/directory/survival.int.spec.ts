import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SampleAgents, startSampleAgents } from '@parley/sandbox/agents/a2a';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MortalProduct } from '../support/delivery/mortal-product.js';
import { type Person, ScriptedAgent, soon } from '../support/product/index.js';

const agent = new ScriptedAgent();
const folder = mkdtempSync(join(tmpdir(), 'parley-agents-'));
const ids: Record<string, string> = {};
let samples: SampleAgents;
let product: MortalProduct;
let admin: Person;

beforeAll(async () => {
  samples = await startSampleAgents({ workMs: 20, folder });
  // Nothing is tried again before the process is dead.
  const env = { AGENT_REQUEST_TIMEOUT_MS: '8000', AGENT_TASK_TIMEOUT_MS: '20000', RUN_LEASE_MS: '600' };
  product = await MortalProduct.start({ agents: [agent.definition], channels: [], line: {} as never, env });
  admin = await product.current.signUp('Ada');
  for (const { name, url } of samples.agents)
    ids[name] = (await admin.post<{ id: string }>('/api/directory', { url })).body.id;
});
afterAll(async () => {
  await product?.close();
  await samples?.close();
  rmSync(folder, { recursive: true });
});

const here = () => admin.at(product.current.url);
const give = async (name: string, task: string): Promise<string> => {
  const { id } = await here().newSession(agent.name);
  agent.play(id, async (ctx) => {
    const outcome = await ctx.delegate('ask it', { agentId: ids[name] ?? '', agent: name, task });
    await ctx.say('tell', outcome.kind === 'completed' ? outcome.text : `${outcome.kind}: ${outcome.message}`);
  });
  await here().say(id, 'go');
  return id;
};
const told = async (session: string): Promise<string> => {
  await here().runSoon(session, 'COMPLETED');
  return (await here().view(session)).messages.items.at(-1)?.text ?? '';
};
const begun = () => samples.ledger.count({ kind: 'task', state: 'begun' });
const sends = () => samples.ledger.count({ kind: 'call', method: 'SendMessage' });

describe('work given away', () => {
  it('survives a crash between the sending and the journal: the task is found again, not begun twice', async () => {
    const before = [begun(), sends()];
    samples.faults.add({ fault: { kind: 'mute' }, times: 1, match: { method: 'SendMessage' } });
    const session = await give('Weather', 'Lisbon in May');
    await soon(() => expect(begun()).toBe(before[0]! + 1));
    await product.crash();
    expect(await told(session)).toContain('Lisbon in May: around 22 °C');
    expect([begun(), sends()]).toEqual([before[0]! + 1, before[1]! + 1]);
  });

  it('survives crashes while the person is asked, and once the answer is on its way', async () => {
    const before = begun();
    const session = await give('Travel desk', 'A trip to Lisbon, 3 nights in May');
    const [request] = await here().pendingSoon(session);
    await product.crash();
    samples.faults.add({ fault: { kind: 'mute' }, times: 1, match: { method: 'SendMessage' } });
    const sent = sends();
    await here().answer(request?.id ?? '', { type: 'CHOICE', value: '1000' });
    await soon(() => expect(sends()).toBe(sent + 1));
    await product.crash();
    expect(await told(session)).toContain('Hotel Alfama in Lisbon');
    expect([begun() - before, sends() - sent]).toEqual([1, 1]);
  });

  it('survives that the agent is killed over it and started again', async () => {
    samples.faults.add({ fault: { kind: 'dies' }, times: 1, match: { method: 'work' } });
    const session = await give('Weather', 'Rome in June');
    const asked = samples.ledger.count({ method: 'GetTask' });
    await soon(() => expect(samples.ledger.count({ method: 'GetTask' })).toBeGreaterThan(asked));
    const port = Number(new URL(samples.url).port);
    await samples.close();
    await product.crash();
    samples = await startSampleAgents({ port, workMs: 20, folder });
    expect(await told(session)).toContain('Rome in June: around 28 °C');
  });
});
