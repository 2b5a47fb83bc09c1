import { inspect } from 'node:util';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askByMail, EmailStage, headerOf, PARLEY } from '../support/email/index.js';
import { choice, databaseText, ScriptedAgent, soon } from '../support/product/index.js';

const agent = new ScriptedAgent();
const lines: string[] = [];
let stage: EmailStage;
beforeAll(async () => {
  stage = await EmailStage.start({ agents: [agent.definition] });
  const hear = (...words: unknown[]) => void lines.push(inspect(words, { depth: 20 }));
  Logger.overrideLogger({ log: hear, error: hear, warn: hear, debug: hear, verbose: hear, fatal: hear });
});
afterAll(async () => {
  Logger.overrideLogger(false);
  await stage.close();
});

it('tokens of the mailbox, of replies and of links stand in no log, no job and no table but that of raw mail (T16)', async () => {
  const { person, member } = await stage.linked('Mira', 'mira@acme.example');
  const asked = await askByMail({ agent, person, member }, choice('Any secrets?'));
  // Things go wrong, and are told.
  for (const method of ['messages.send', 'history.list', 'messages.get', 'oauth.token'])
    stage.mail.faults.add({ fault: { kind: 'http_status', status: 503 }, times: 1, match: { method } });
  stage.mail.admin.expireTokens(PARLEY);
  await member.reply(asked.mail.id, 'perhaps');
  await soon(async () => expect((await stage.outcomes()).at(-1)?.done).toMatch(/^asked back/), 15_000);
  const reply = /\+([0-9a-f]{40})@/.exec(headerOf(asked.mail, 'Reply-To'))?.[1] ?? '';
  const link = /\/answer\/([0-9a-f]{40})/.exec(asked.mail.html)?.[1] ?? '';
  await person.post('/api/answer-links/look', { token: link });
  await fetch(`${stage.product.url}/google/push`, { method: 'POST', headers: { authorization: `Bearer ${link}` } });
  stage.mail.admin.revoke(PARLEY);
  await stage.lookNow();
  await soon(async () => {
    const { rows } = await stage.product.pool.query('SELECT status FROM integration');
    expect(rows).toEqual([{ status: 'NEEDS_REAUTH' }]);
  });
  // A mail is kept as it came (ADR 9): with its reply token in the address that it went to, and with the links that it quotes.
  await stage.product.pool.query("UPDATE inbound_mail SET raw = ''");
  const [logs, database] = [lines.join('\n'), await databaseText(stage.product.pool)];
  expect(logs).toMatch(/mailbox [0-9a-f-]{36}: Gmail/);
  expect(database).toContain('Any secrets?');
  const secrets = { reply, link, refresh: stage.refreshToken, client: stage.mail.app.clientSecret };
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(20);
    expect([logs.includes(secret), database.includes(secret)], name).toEqual([false, false]);
  }
  // Access tokens, of which there were several.
  expect(`${logs}\n${database}`).not.toMatch(/ya29\./);
}, 40_000);
