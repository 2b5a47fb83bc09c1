import type { PgPool } from '../../../src/platform/prisma/index.js';

/** Everything that stands in a database, in one text; bytes as the characters that they are. */
export const databaseText = async (pool: PgPool): Promise<string> => {
  const { rows: columns } = await pool.query<{ name: string; column: string; bytes: boolean }>(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name, quote_ident(column_name) AS column,
       data_type = 'bytea' AS bytes FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts = columns.map(async ({ name, column, bytes }) => {
    const text = bytes ? `encode(${column}, 'escape')` : `${column}::text`;
    const { rows } = await pool.query<{ text: string | null }>(
      `SELECT string_agg(${text}, E'\\n') AS text FROM ${name}`,
    );
    return rows[0]?.text ?? '';
  });
  return (await Promise.all(texts)).join('\n');
};
