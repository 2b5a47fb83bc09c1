import type { IntegrationList } from '@parley/contracts';
import { startMailSandbox } from '@parley/sandbox/mail';
import { expect, it } from 'vitest';
import { soon, startTestProduct } from '../support/product/index.js';

it('what the environment names is connected after all when our own database failed at that, twice', async () => {
  const google = await startMailSandbox();
  const product = await startTestProduct();
  const { pool, databaseUrl } = product;
  const [refuse, fail] = ['refuse_integration', `BEGIN PERFORM nextval('tries'); RAISE EXCEPTION 'not now'; END`];
  await pool.query(`CREATE SEQUENCE tries`);
  await pool.query(`CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS $$ ${fail} $$`);
  await pool.query(`CREATE TRIGGER ${refuse} BEFORE INSERT ON integration FOR EACH ROW EXECUTE FUNCTION ${refuse}()`);
  const env = {
    ...{ GOOGLE_CLIENT_ID: google.app.clientId, GOOGLE_CLIENT_SECRET: google.app.clientSecret },
    ...{ GOOGLE_API_URL: google.url, GMAIL_REFRESH_TOKEN: google.grant().refreshToken },
  };
  const second = await startTestProduct({ databaseUrl, env });
  try {
    const tries = async () => Number((await pool.query('SELECT last_value FROM tries')).rows[0].last_value);
    await soon(async () => expect(await tries()).toBeGreaterThanOrEqual(2));
    await pool.query(`DROP TRIGGER ${refuse} ON integration`);
    const admin = await second.signUp('Admin');
    await soon(async () => {
      const { items } = (await admin.get<IntegrationList>('/api/integrations')).body;
      expect(items).toMatchObject([{ type: 'EMAIL', status: 'ACTIVE' }]);
    }, 10_000);
  } finally {
    await second.close();
    await product.close();
    await google.close();
  }
});
