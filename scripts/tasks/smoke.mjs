// `npm run smoke`: the built product as a new user meets it, in a data folder of its own: `npm start`, register, ask, get a
// question, kill -9, start again, answer, get the result, stop. Everything it starts it stops.
import { strict as assert } from 'node:assert';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiClient, eventually } from '../lib/smoke-client.mjs';
import { startProduct } from '../lib/smoke-product.mjs';

const PROMPT = 'Help me analyze data but I need guidance';
const RESPONSE = 'I want to analyze sales data';

const dataDir = mkdtempSync(join(tmpdir(), 'parley-smoke-'));
chmodSync(dataDir, 0o755); // as root, PostgreSQL's own account has to get in
let product;
try {
  product = await startProduct(dataDir);
  console.log(`ready after ${product.seconds} s (first start)`);

  const page = await fetch(product.url, { headers: { accept: 'text/html' } });
  assert.equal(page.status, 200, 'the page is served');
  assert.match(await page.text(), /<script/, 'the page is the web app');

  const stranger = apiClient(product.url);
  assert.equal((await stranger.post('/api/chat', { prompt: PROMPT })).status, 401, 'nothing without a token');
  const api = await stranger.signUp({ email: 'smoke@example.com', name: 'Smoke', password: 'a long enough password' });

  const asked = await api.json('POST', '/api/chat', { prompt: PROMPT });
  const thread = asked.thread_id;
  const status = () => api.json('GET', `/api/chat/status/${thread}`);
  const pending = await eventually(status, (now) => now.status === 'pending_user_input');
  assert.ok(pending.question_for_user, 'the agent asks');
  console.log(`asked: ${pending.question_for_user}`);

  await product.kill();
  product = await startProduct(dataDir, product.port);
  console.log(`ready after ${product.seconds} s (after kill -9)`);
  const after = await status();
  assert.equal(after.status, 'pending_user_input', 'the question survives');
  assert.equal(after.question_for_user, pending.question_for_user, 'and is not asked anew');

  await api.json('POST', '/api/chat/continue', { thread_id: thread, response: RESPONSE });
  const done = await eventually(status, (now) => now.status === 'completed');
  assert.match(done.final_response, /sales/i, 'the result uses the answer');
  console.log(`answered: ${done.final_response.slice(0, 120)}`);

  await product.stop();
  assert.ok(!existsSync(join(dataDir, 'pg', 'postmaster.pid')), 'PostgreSQL stopped with the product');
  console.log('Smoke: passed');
} finally {
  await product?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
