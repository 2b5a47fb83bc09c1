import { randomUUID } from 'node:crypto';
import type { ProcessList, WorkView } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryStage } from '../support/delivery/index.js';
import { type Person, soon, startTestProduct, type TestProduct } from '../support/product/index.js';

const lineOf = ({ lines }: WorkView, kind: string, name: string | null = null) =>
  lines.find((line) => line.kind === kind && line.name === name);

describe('without a worker', () => {
  let api: TestProduct;
  let admin: Person;
  const work = async () => (await admin.get<WorkView>('/api/admin/work')).body;

  beforeAll(async () => {
    api = await startTestProduct({ env: { ROLE: 'api' } });
    admin = await api.signUp('Ada');
  });
  afterAll(() => api.close());

  const oweJob = (kind: string, minutesAgo: number) =>
    api.pool.query(
      `INSERT INTO outbox_job (id, kind, payload, created_at, available_at)
       VALUES ($1, $2, '{}', now() - make_interval(mins => $3), now() - make_interval(mins => $3))`,
      [randomUUID(), kind, minutesAgo],
    );

  it('what is due waits, the page says so, and a worker takes it', async () => {
    await soon(async () =>
      expect((await work()).verdict).toMatchObject({ level: 'stuck', reasons: [expect.stringMatching(/^No worker/)] }),
    );
    const mira = await api.signUp('Mira');
    const { id } = await mira.newSession('assistant');
    await mira.say(id, 'Hello');
    await api.pool.query(`UPDATE agent_run SET created_at = now() - interval '70 s'`);
    await oweJob('withdraw-tasks', 3);
    await oweJob('withdraw-tasks', 2);
    await oweJob('read-mail', 9_000);
    await soon(async () => {
      const before = await work();
      expect(lineOf(before, 'runs')).toMatchObject({ waiting: 1, working: 0, later: 0, parked: false });
      expect(lineOf(before, 'job', 'withdraw-tasks')).toMatchObject({ waiting: 2, parked: false });
      // Nobody looks into a mailbox here.
      expect(lineOf(before, 'job', 'read-mail')).toMatchObject({ waiting: 1, parked: true });
      expect(before.verdict.reasons.slice(1)).toEqual([
        '2 tasks elsewhere wait to be withdrawn, the oldest for 3 min.',
        expect.stringMatching(/^1 run waits for a worker, the oldest for \d\d s\.$/),
      ]);
      expect(before.queue).toMatchObject({ on: 'postgres', counts: { paused: false } });
    });

    const worker = await startTestProduct({ databaseUrl: api.databaseUrl, env: { ROLE: 'worker' } });
    try {
      await soon(async () => expect((await work()).verdict).toMatchObject({ level: 'fine', reasons: [] }));
      const { items, notes } = (await admin.get<ProcessList>('/api/admin/processes')).body;
      expect(items.map(({ role, self, fresh }) => ({ role, self, fresh }))).toEqual([
        { role: 'api', self: true, fresh: true },
        { role: 'worker', self: false, fresh: true },
      ]);
      expect(notes).toEqual([]);
    } finally {
      await worker.close();
    }
    expect((await admin.get<ProcessList>('/api/admin/processes')).body.notes).toEqual([
      { level: 'warning', text: expect.stringMatching(/^No worker is running/) },
    ]);
  });

  it('is counted up to a bound, what is due first', async () => {
    const { rows } = await api.pool.query<{ id: string }>('SELECT id FROM chat_session LIMIT 1');
    await api.pool.query(
      `INSERT INTO outbox_job (id, kind, payload, available_at) SELECT gen_random_uuid(), 'flood', '{}', now() + interval '1 day' FROM generate_series(1, 12000)`,
    );
    await api.pool.query(
      `INSERT INTO agent_run (id, session_id, agent, status, ended_at) SELECT gen_random_uuid(), $1, 'old', 'COMPLETED', now() FROM generate_series(1, 12000)`,
      [rows[0]?.id],
    );
    const seen = await work();
    // More than that is counted of nothing; and what is due comes first.
    expect(lineOf(seen, 'job', 'flood')?.working).toBeLessThanOrEqual(10_001);
    expect(lineOf(seen, 'job', 'read-mail')).toMatchObject({ waiting: 1 });
    expect(lineOf(seen, 'runs')?.later).toBeLessThan(3);
    await api.pool.query(`DELETE FROM outbox_job WHERE kind = 'flood'`);
  });
});

describe('what failed and waits for its next try', () => {
  let stage: DeliveryStage;
  let admin: Person;
  const work = async () => (await admin.get<WorkView>('/api/admin/work')).body;
  const act = (kind: string, id: string, what: 'retry' | 'give-up') =>
    admin.post(`/api/admin/work/${kind}/${id}/${what}`);

  beforeAll(async () => {
    stage = await DeliveryStage.start();
    admin = await stage.product.signUp('Ada');
  });
  afterAll(() => stage.close());

  /** Its first try at Slack failed; the next one is an hour away. */
  const putOff = async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB'], 7_200_000);
    stage.slack.faults.plan.add({ fault: { kind: 'transient' }, times: 1, match: { address: mira.addresses.SLACK } });
    const request = await mira.asked({ type: 'TEXT', question: 'Which way?' });
    await soon(async () => {
      const { rowCount } = await stage.product.pool.query(
        `UPDATE delivery_attempt SET due_at = now() + interval '1 hour' WHERE request_id = $1 AND try_no = 2 AND status = 'PENDING'`,
        [request.id],
      );
      expect(rowCount).toBe(1);
    });
    const [failed] = (await work()).failed;
    return { mira, request, failed };
  };

  it('is listed with its error, and goes out when an operator says now', async () => {
    const { mira, request, failed } = await putOff();
    expect(failed).toMatchObject({
      kind: 'delivery',
      subject: `request of text from ${stage.agent.name}`,
      channel: 'SLACK',
      tries: 1,
      error: expect.not.stringContaining('unknown'),
    });
    expect(lineOf(await work(), 'deliveries')).toMatchObject({ later: 1, failing: 1 });
    expect((await act('delivery', failed?.id ?? '', 'retry')).status).toBe(204);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
    await soon(async () => expect((await work()).failed).toEqual([]));
    // It is on its way already.
    expect((await act('delivery', failed?.id ?? '', 'retry')).status).toBe(404);
    await mira.person.answer(request.id, { type: 'TEXT', text: 'left' });
  });

  it('goes on to the next channel when an operator gives it up', async () => {
    const { mira, request, failed } = await putOff();
    expect((await act('delivery', failed?.id ?? '', 'give-up')).status).toBe(204);
    await soon(() => expect(mira.got('EMAIL')).toHaveLength(1));
    expect((await mira.timeline(request.id)).items).toMatchObject([
      { channel: 'SLACK', status: 'FAILED' },
      { channel: 'SLACK', status: 'SKIPPED' },
      { channel: 'EMAIL' },
    ]);
    expect((await act('delivery', failed?.id ?? '', 'give-up')).status).toBe(404);
    await mira.person.answer(request.id, { type: 'TEXT', text: 'left' });
  });

  it('is a dead letter when a job is given up', async () => {
    const id = randomUUID();
    const { pool } = stage.product;
    await pool.query(
      `INSERT INTO outbox_job (id, kind, payload, tries, last_error, available_at) VALUES ($1, 'read-mail', '{}', 4, 'It broke.', now() + interval '1 hour')`,
      [id],
    );
    expect((await work()).failed).toMatchObject([
      { kind: 'job', id, subject: 'read-mail', tries: 4, error: 'It broke.' },
    ]);
    expect((await act('job', id, 'retry')).status).toBe(204);
    const { rows } = await pool.query('SELECT available_at <= now() AS due FROM outbox_job WHERE id = $1', [id]);
    expect(rows).toEqual([{ due: true }]);
    expect((await act('job', id, 'give-up')).status).toBe(204);
    expect((await work()).failed).toEqual([]);
    expect((await admin.get('/api/admin/dead-letters')).body.items).toMatchObject([
      { kind: 'job', id, error: 'It broke.' },
    ]);
    expect((await act('job', id, 'give-up')).status).toBe(404);
  });

  it('shows a run with the worker that holds it', async () => {
    const mira = await stage.product.signUp('Mira');
    const session = await mira.newSession(stage.agent.name);
    let go = () => {};
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    stage.agent.play(session.id, async (ctx) => {
      await ctx.step('think', async () => gone);
    });
    await mira.say(session.id, 'Go on.');
    try {
      await soon(async () =>
        expect((await work()).runs).toMatchObject([
          { agent: stage.agent.name, crashes: 0, leaseMs: expect.any(Number) },
        ]),
      );
      expect(lineOf(await work(), 'runs')).toMatchObject({ working: 1, waiting: 0 });
    } finally {
      go();
    }
    await mira.runSoon(session.id, 'COMPLETED');
  });
});
