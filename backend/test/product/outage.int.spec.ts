import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UnitOfWork } from '../../src/platform/prisma/index.js';
import { type Person, ScriptedAgent, soon, startTestProduct, type TestProduct } from '../support/product/index.js';

const agent = new ScriptedAgent();
let product: TestProduct;
let me: Person;
let unhandled = 0;
const count = () => {
  unhandled += 1;
};
beforeAll(async () => {
  process.on('unhandledRejection', count);
  product = await startTestProduct({ agents: [agent.definition], env: { RUN_LEASE_MS: '600' } });
  me = await product.signUp();
});
afterAll(async () => {
  process.off('unhandledRejection', count);
  await product.close();
});

/** What a restart of PostgreSQL does to everybody: every connection of this database ends, whatever it was doing. */
const cutAllConnections = async (): Promise<void> => {
  const admin = new pg.Client({ connectionString: product.databaseUrl });
  await admin.connect();
  await admin.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await admin.end();
};
const newestRun = async (id: string) => (await me.runs(id))[0];

describe('a lost database', () => {
  it('in the middle of a transaction is an error for its caller, and the process lives', async () => {
    const work = product.nest.get(UnitOfWork);
    const lost = work.run(async (tx) => {
      await tx.query('SELECT 1');
      await cutAllConnections();
      await pause(50);
      await tx.query('SELECT 1');
    });
    await expect(lost).rejects.toThrow();
    expect(await work.run(async (tx) => (await tx.query('SELECT 1 AS one')).rows)).toEqual([{ one: 1 }]);
  });

  it('ends no run: it goes on by itself, and nothing that was journaled is done again (F20, F21)', async () => {
    const done: string[] = [];
    const { id } = await me.newSession(agent.name);
    agent.play(id, async (ctx) => {
      await ctx.step('first', () => void done.push('first'));
      // The next entry of the journal meets a database that has just dropped every connection.
      if (done.length === 1) await cutAllConnections();
      await ctx.step('second', () => void done.push('second'));
      for (let round = 0; round < 5; round++) {
        await ctx.step(`round ${round}`, async () => {
          done.push(`round ${round}`);
          if (done.filter((name) => name === `round ${round}`).length === 1) await cutAllConnections();
        });
      }
      await ctx.say('end', 'Done.');
    });
    await me.say(id, 'Go');
    await soon(async () => expect(await newestRun(id)).toMatchObject({ status: 'COMPLETED', error: null }), 15_000);
    expect(done.filter((name) => name === 'first')).toHaveLength(1);
    const { messages } = await me.view(id);
    expect(messages.items.filter(({ text }) => text === 'Done.')).toHaveLength(1);
  });
});

describe('a branch that fails before anybody awaits it', () => {
  it('fails its run and nothing else', async () => {
    const { id } = await me.newSession(agent.name);
    agent.play(id, async (ctx) => {
      const early = ctx.branch('early', (own) =>
        own.step('break', () => {
          throw new Error('broken early');
        }),
      );
      await ctx.step('slow', () => pause(100));
      await early;
    });
    await me.say(id, 'Go');
    await soon(async () => expect(await newestRun(id)).toMatchObject({ status: 'FAILED', error: 'broken early' }));
    expect(unhandled).toBe(0);
  });
});

describe('an agent that is no longer installed', () => {
  it('fails its run with these words, not with a story about workers', async () => {
    const { id } = await me.newSession(agent.name);
    await product.pool.query('UPDATE chat_session SET agent = $2 WHERE id = $1', [id, 'gone']);
    await me.say(id, 'Go');
    await soon(async () => expect((await newestRun(id))?.error).toContain('No agent named "gone"'));
  });
});
