import type { PgPool } from '../../../src/platform/prisma/index.js';

/**
 * Lets time pass: everything in the database becomes this much older, so that its own clock finds due what would be due
 * then. Triggers and foreign keys rest meanwhile, because rows that are final grow old too.
 */
export const ageDatabase = async (pool: PgPool, ms: number): Promise<void> => {
  const { rows: columns } = await pool.query<{ table_name: string; column_name: string }>(
    `SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = 'timestamp with time zone'
       AND c.table_name NOT LIKE '\\_prisma%' AND c.table_name NOT LIKE 'bullmq%'`,
  );
  const byTable = Map.groupBy(columns, ({ table_name }) => table_name);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    for (const [table, own] of byTable) {
      const changes = own.map(
        ({ column_name: name }) => `"${name}" = "${name}" - make_interval(secs => ${ms} / 1000.0)`,
      );
      await client.query(`UPDATE "${table}" SET ${changes.join(', ')}`);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
};
