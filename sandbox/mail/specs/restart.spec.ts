import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMailSandbox } from '../index.js';
import type { MailData } from '../store/data.js';
import { clientFor, failureOf, oauthFor, PARLEY, sendMail } from './gmail-client.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mail-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const MIRA = 'mira@acme.example';

describe('a restart', () => {
  it('keeps mail, ids, tokens, keys, watches and what was revoked; the ledger goes on', async () => {
    const first = await startMailSandbox({ folder });
    const grant = first.grant();
    const dead = first.grant('desk@beta.example');
    first.admin.revoke('desk@beta.example');
    first.connectPush({ url: 'http://127.0.0.1:1/push' });
    const { id } = await sendMail(clientFor(first, grant), { to: MIRA, subject: 'still here', text: 'é' });
    const topicName = first.push.topic;
    await clientFor(first, grant).users.watch({ userId: 'me', requestBody: { topicName } });
    const keys = await (await fetch(`${first.url}/oauth2/v3/certs`)).text();
    await first.close();

    const second = await startMailSandbox({ folder, pushRetryDelaysMs: [] });
    expect(await (await fetch(`${second.url}/oauth2/v3/certs`)).text()).toBe(keys);
    const client = clientFor(second, grant);
    const { data } = await client.users.messages.get({ userId: 'me', id });
    expect(data.snippet).toBe('é');
    expect((await failureOf(oauthFor(second, { refreshToken: dead.refreshToken }).getAccessToken())).reason).toBe(
      'invalid_grant',
    );
    const later = await sendMail(client, { to: MIRA, subject: 'later', text: 't' });
    expect(later.id > id).toBe(true);
    await second.person(MIRA).write(PARLEY, 'where are you?', 't');
    await second.settled();
    expect(second.ledger.entries().flatMap((entry) => (entry.kind === 'delivery' ? [entry.subject] : []))).toEqual([
      'still here',
      'later',
      'where are you?',
    ]);
    expect(second.ledger.entries().at(-1)).toMatchObject({
      kind: 'push',
      mailbox: PARLEY,
      outcome: 'connection_failed',
    });
    await second.close();
  });

  it('finds on disk what was answered, whole', async () => {
    const sandbox = await startMailSandbox({ folder });
    const client = clientFor(sandbox, sandbox.grant());
    const snapshot = () => JSON.parse(readFileSync(join(folder, 'snapshot.json'), 'utf8')) as MailData;
    for (const subject of ['one', 'two']) {
      const { id } = await sendMail(client, { to: MIRA, subject, text: 't' });
      expect(
        snapshot()
          .mailboxes.find(({ email }) => email === PARLEY)
          ?.messages.at(-1)?.id,
      ).toBe(id);
    }
    expect(readdirSync(folder).toSorted()).toEqual(['ledger.jsonl', 'snapshot.json']);
    await sandbox.close();
  });
});
