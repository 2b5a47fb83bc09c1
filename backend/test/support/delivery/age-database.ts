import type pg from 'pg';

/** How people are signed in is not what a test of deliveries wants to see grow old. */
const AGELESS = ['_prisma_migrations', 'access_token', 'app_user', 'login_session', 'refresh_token'];

const COLUMNS = `SELECT quote_ident(table_name) AS name, array_agg(quote_ident(column_name)) AS columns
  FROM information_schema.columns JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' AND data_type = 'timestamp with time zone' AND table_name <> ALL ($1)
  GROUP BY table_name ORDER BY table_name = 'chat_session' DESC, table_name`;

/**
 * Lets time pass: all that is written down happened so much longer ago, and all that is due comes so much sooner. Product code
 * is none the wiser, because the database's clock decides. Nothing else writes meanwhile: sessions are locked first, as
 * every writer does.
 * @param justBefore runs when nothing can come between any more; false: not now
 * @returns whether time has passed
 */
export const ageDatabase = async (
  pool: pg.Pool,
  ms: number,
  justBefore: (client: pg.PoolClient) => Promise<boolean> = async () => true,
): Promise<boolean> => {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ name: string; columns: string[] }>(COLUMNS, [AGELESS]);
    await client.query('BEGIN');
    // Final rows may grow old, too: their guards are triggers.
    await client.query('SET LOCAL session_replication_role = replica');
    for (const { name } of rows) await client.query(`LOCK TABLE ${name} IN EXCLUSIVE MODE`);
    if (!(await justBefore(client))) {
      await client.query('ROLLBACK');
      return false;
    }
    for (const { name, columns } of rows) {
      const shifts = columns.map((column) => `${column} = ${column} - make_interval(secs => ${ms / 1_000})`);
      await client.query(`UPDATE ${name} SET ${shifts.join(', ')}`);
    }
    await client.query('COMMIT');
    return true;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
};
