// `client.mjs <url>`: a person at the proxy's address, and that what is not for outside is not there. Prints what happened;
// says `waits` while no worker runs.
import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { apiClient } from '../lib/smoke-client.mjs';

const WITHOUT_WORKERS_MS = 2_000;

const [url] = process.argv.slice(2);
const stranger = apiClient(url);
const page = await fetch(url, { headers: { accept: 'text/html' } });
assert.equal(page.status, 200, 'the page is served');
assert.match(page.headers.get('strict-transport-security') ?? '', /max-age/, 'and tells browsers to keep to TLS');
for (const path of ['/metrics', '/metrics/', '/METRICS', '//metrics', '/%6Detrics', '/x/../metrics'])
  assert.equal((await fetch(url + path)).status, 404, `${path} is not there from outside`);

const api = await stranger.signUp({ email: 'image@example.com', name: 'Image', password: 'a long enough password' });
const started = api.json('POST', '/api/chat', { prompt: 'Help me analyze data but I need guidance' });
const soon = await Promise.race([started, pause(WITHOUT_WORKERS_MS)]);
assert.equal(soon, undefined, 'an api process does no work of agents');
console.log('waits');
const asked = await started;
assert.equal(asked.status, 'pending_user_input', 'the agent asks');
const done = await api.json('POST', '/api/chat/continue', {
  thread_id: asked.thread_id,
  response: 'I want to analyze sales data',
});
assert.equal(done.status, 'completed');
assert.match(done.final_response, /sales/i, 'the result uses the answer');
process.exit(0);
