import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Message, Role, type Task, TaskState } from '@a2a-js/sdk';
import { type Client, ClientFactory } from '@a2a-js/sdk/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type SampleAgents, startSampleAgents } from './index.js';

const open: SampleAgents[] = [];
afterEach(async () => {
  for (const agents of open.splice(0)) await agents.close();
});
const start = async (options: Parameters<typeof startSampleAgents>[0] = {}) => {
  const agents = await startSampleAgents({ workMs: 5, ...options });
  open.push(agents);
  return agents;
};
const clientOf = ({ agents }: SampleAgents, name: string): Promise<Client> =>
  new ClientFactory().createFromUrl(agents.find((agent) => agent.name === name)?.url ?? '');

let count = 0;
const message = (text: string, task?: Task): Message => ({
  messageId: `m${++count}`,
  contextId: task?.contextId ?? 'c1',
  taskId: task?.id ?? '',
  role: Role.ROLE_USER,
  parts: [{ content: { $case: 'text', value: text }, metadata: undefined, filename: '', mediaType: 'text/plain' }],
  metadata: undefined,
  extensions: [],
  referenceTaskIds: [],
});
const send = async (client: Client, text: string, task?: Task): Promise<Task> =>
  (await client.sendMessage({
    ...{ tenant: '', metadata: undefined, configuration: undefined },
    message: message(text, task),
  })) as Task;
const listing = (contextId: string) => ({
  ...{ tenant: '', contextId, status: TaskState.TASK_STATE_UNSPECIFIED, pageToken: '' },
  statusTimestampAfter: undefined,
});
const said = (task: Task) => {
  const parts = task.status?.message?.parts ?? task.artifacts[0]?.parts ?? [];
  return parts.flatMap(({ content }) => (content?.$case === 'text' ? [content.value] : [])).join(' ');
};

describe('the sample agents, over the official client', () => {
  it('answer: the climate of a place', async () => {
    const task = await send(await clientOf(await start(), 'Weather'), 'How is Lisbon in May?');
    expect(task.status?.state).toBe(TaskState.TASK_STATE_COMPLETED);
    expect(said(task)).toBe('Lisbon in May: around 22 °C by day, 6 days with rain.');
  });

  it('ask back, twice if needed, within the same task', async () => {
    const agents = await start();
    const client = await clientOf(agents, 'Travel desk');
    const asked = await send(client, 'A trip to Lisbon for 2 people');
    expect([asked.status?.state, said(asked)]).toEqual([
      TaskState.TASK_STATE_INPUT_REQUIRED,
      'When is the trip to Lisbon? For example: 12 to 15 May.',
    ]);
    const again = await send(client, '12 to 15 May', asked);
    expect(again.status?.state).toBe(TaskState.TASK_STATE_INPUT_REQUIRED);
    expect(again.status?.message?.parts.map(({ mediaType }) => mediaType)).toEqual([
      'text/plain',
      'application/vnd.parley.question+json',
    ]);
    const done = await send(client, '900', again);
    expect([done.id, done.status?.state]).toEqual([asked.id, TaskState.TASK_STATE_COMPLETED]);
    expect(said(done)).toContain('Casa do Rio in Lisbon, 3 nights in May, for 2: flight 2 × 180 €, room 6 × 75 €.');
    expect(agents.ledger.count({ kind: 'task', state: 'begun' })).toBe(1);
  });

  it('work with what others found', async () => {
    const client = await clientOf(await start(), 'Budget');
    const done = await send(client, 'Add up; the budget is 900 €. Flight 2 × 180 €, room 6 × 75 €, dinner €40');
    expect(said(done)).toBe('2 × 180 + 6 × 75 + 40 = 850 € altogether. That is within the budget of 900 €.');
    expect((await send(client, 'add it up')).status?.state).toBe(TaskState.TASK_STATE_REJECTED);
  });

  it('keep their tasks over a restart, find them by context, and finish what was begun', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'agents-'));
    const first = await start({ folder });
    first.faults.add({ fault: { kind: 'dies' }, times: 1, match: { method: 'work' } });
    const asked = await send(await clientOf(first, 'Travel desk'), 'A trip to Rome, 3 nights in June');
    await send(await clientOf(first, 'Weather'), 'Rome in June');
    await open.pop()?.close();
    const second = await start({ folder });
    const client = await clientOf(second, 'Travel desk');
    const { tasks } = await client.listTasks(listing('c1'));
    expect(tasks.map(({ id }) => id)).toEqual([asked.id]);
    expect(tasks[0]?.status?.state).toBe(TaskState.TASK_STATE_INPUT_REQUIRED);
    expect((await client.listTasks(listing('other'))).tasks).toEqual([]);
    const dead = await (await clientOf(second, 'Weather')).listTasks(listing('c1'));
    expect(dead.tasks.map(({ status }) => status?.state)).toEqual([TaskState.TASK_STATE_COMPLETED]);
    await open.pop()?.close();
    await rm(folder, { recursive: true });
  });

  it('can be cancelled while they work and while they wait', async () => {
    const agents = await start({ workMs: 60_000 });
    const client = await clientOf(agents, 'Weather');
    const request = { tenant: '', metadata: undefined, message: message('Rome in June') };
    const configuration = { acceptedOutputModes: [], taskPushNotificationConfig: undefined, returnImmediately: true };
    const task = (await client.sendMessage({ ...request, configuration })) as Task;
    const { status } = await client.cancelTask({ tenant: '', id: task.id, metadata: undefined });
    expect(status?.state).toBe(TaskState.TASK_STATE_CANCELED);
    const quick = await clientOf(await start(), 'Travel desk');
    const asked = await send(quick, 'A trip to Rome');
    expect((await quick.cancelTask({ tenant: '', id: asked.id, metadata: undefined })).status?.state).toBe(
      TaskState.TASK_STATE_CANCELED,
    );
  });

  it('misbehave on demand', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const agents = await start();
    const add = async (fault: unknown, match = {}) => {
      const body = JSON.stringify({ fault, match });
      await fetch(`${agents.url}/_control/faults`, { method: 'POST', body });
    };
    const client = await clientOf(agents, 'Weather');
    await add({ kind: 'http_status', status: 429, retryAfter: 1 }, { method: 'SendMessage' });
    await expect(send(client, 'Rome in June')).rejects.toThrow('429');
    await add('garbage', { method: 'SendMessage' });
    await expect(send(client, 'Rome in June')).rejects.toThrow();
    await add({ kind: 'cut', when: 'after' }, { method: 'SendMessage' });
    await expect(send(client, 'Rome in June')).rejects.toThrow();
    expect(agents.ledger.count({ kind: 'task', state: 'begun' })).toBe(1);
    await add({ kind: 'wrong_card', card: { name: 'Bank' } }, { method: 'card' });
    expect((await (await clientOf(agents, 'Weather')).getAgentCard()).name).toBe('Bank');
    await add({ kind: 'fails', text: 'no power' }, { method: 'work' });
    expect(said(await send(client, 'Rome in June'))).toBe('no power');
  });
});
