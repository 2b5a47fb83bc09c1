import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HeartBeat, ProcessRepository } from '../../src/platform/processes/index.js';
import { soon, startTestProduct, type TestProduct } from '../support/product/index.js';

let api: TestProduct;
const list = () => api.nest.get(ProcessRepository).list();
const start = (role: 'api' | 'worker') => startTestProduct({ databaseUrl: api.databaseUrl, env: { ROLE: role } });

beforeAll(async () => {
  api = await startTestProduct();
});
afterAll(() => api.close());

describe('the processes of Parley', () => {
  it('are known with their load, and gone after a clean end', async () => {
    const worker = await start('worker');
    const other = await start('api');
    expect((await list()).map(({ role, draining, fresh }) => ({ role, draining, fresh }))).toEqual([
      { role: 'all', draining: false, fresh: true },
      { role: 'api', draining: false, fresh: true },
      { role: 'worker', draining: false, fresh: true },
    ]);
    // A worker answers no requests.
    await soon(() => expect(api.nest.get(HeartBeat).serving).toBe(2));

    const mira = await other.signUp();
    const session = await mira.newSession();
    const [one, two] = [await mira.connect(), await mira.connect()];
    await one.subscribe(session.id);
    await two.subscribe(session.id);
    const { id } = other.nest.get(HeartBeat);
    const row = async () => (await list()).find((each) => each.id === id);
    await soon(async () => expect(await row()).toMatchObject({ sockets: 2, sessions: 1, pid: process.pid }));

    await other.nest.get(HeartBeat).onModuleDestroy();
    expect(await row()).toMatchObject({ draining: true });
    await soon(() => expect(api.nest.get(HeartBeat).serving).toBe(1));
    await other.close();
    await worker.close();
    expect((await list()).map(({ role }) => role)).toEqual(['all']);
  });

  it('that fell silent do not count, and are removed by whoever speaks next', async () => {
    const silent = (id: string, seconds: number) =>
      api.pool.query(
        `INSERT INTO process (id, role, version, host, pid, seen_at)
         VALUES ($1, 'api', 'v', 'h', 1, now() - make_interval(secs => $2))`,
        [id, seconds],
      );
    await silent('00000000-0000-7000-8000-000000000001', 29);
    await silent('00000000-0000-7000-8000-000000000002', 31);
    expect((await list()).map(({ fresh }) => fresh)).toContain(false);
    await soon(async () => expect((await list()).map(({ pid }) => pid)).toEqual([process.pid]));
    expect(api.nest.get(HeartBeat).serving).toBe(1);
  });

  it('whose row was taken by mistake stand there again with the next beat, as old as they are', async () => {
    const { rows } = await api.pool.query(
      `WITH gone AS (DELETE FROM process) SELECT now() - interval '1 second' AS at`,
    );
    await soon(async () => expect(await list()).toHaveLength(1));
    const [again] = await list();
    expect(again!.startedAt.getTime()).toBeLessThan(rows[0].at.getTime());
  });
});
