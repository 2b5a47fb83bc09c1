import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSlackSandbox } from '../index.js';
import type { SlackData } from '../store/data.js';
import { clientFor, errorOf } from './web-client.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slack-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a restart', () => {
  it('keeps messages, ids, tokens, metadata and what was revoked; the ledger goes on', async () => {
    const first = await startSlackSandbox({ folder });
    const { botToken } = first.installation();
    const dead = first.installation('T0BETA').botToken;
    first.admin.revokeToken('T0BETA');
    const dm = first.person('U0MIRA').dmChannel();
    const metadata = { event_type: 'q', event_payload: { key: 'k' } };
    const { ts } = await clientFor(first, botToken).chat.postMessage({ channel: dm, text: 'still here', metadata });
    const nowhere = 'http://127.0.0.1:1/slack/events';
    await first.connect({ mode: 'http', eventsUrl: nowhere, interactivityUrl: nowhere, commandsUrl: nowhere });
    await first.close();

    const second = await startSlackSandbox({ folder, retryDelaysMs: [] });
    expect(second.installation().botToken).toBe(botToken);
    expect(second.person('U0MIRA').dmChannel()).toBe(dm);
    expect((await errorOf(clientFor(second, dead).auth.test())).error).toBe('token_revoked');
    const client = clientFor(second, botToken);
    const { messages } = await client.conversations.history({ channel: dm, include_all_metadata: true });
    expect(messages).toMatchObject([{ ts, text: 'still here', metadata }]);
    const later = await client.chat.postMessage({ channel: dm, text: 'later' });
    expect(Number(later.ts)).toBeGreaterThan(Number(ts));
    expect(
      second.ledger
        .entries()
        .flatMap((entry) => (entry.kind === 'call' && entry.method === 'chat.postMessage' ? [entry.text] : [])),
    ).toEqual(['still here', 'later']);
    await second.person('U0MIRA').dm('where are you?'); // it goes where the app was connected before
    await second.settled();
    expect(second.ledger.entries().at(-1)).toMatchObject({
      via: 'http',
      event: 'message',
      outcome: 'connection_failed',
    });
    await second.close();
  });

  it('finds on disk what was answered, whole', async () => {
    const slack = await startSlackSandbox({ folder });
    const client = clientFor(slack, slack.installation().botToken);
    const snapshot = () => JSON.parse(readFileSync(join(folder, 'snapshot.json'), 'utf8')) as SlackData;
    for (const text of ['one', 'two', 'three']) {
      await client.chat.postMessage({ channel: 'C0GENERAL', text });
      expect(snapshot().messages.C0GENERAL?.at(-1)?.text).toBe(text);
    }
    expect(readdirSync(folder).toSorted()).toEqual(['ledger.jsonl', 'snapshot.json']);
    await slack.close();
  });

  it('is as complete when the state is large', async () => {
    const first = await startSlackSandbox({ folder });
    const noa = first.person('U0NOA');
    for (let count = 0; count < 300; count += 1) await noa.say('C0GENERAL', 'x'.repeat(20_000));
    await first.close();
    const second = await startSlackSandbox({ folder });
    expect(second.state.messages('C0GENERAL')).toHaveLength(300);
    await second.close();
  });

  it('without a folder begins anew', async () => {
    const first = await startSlackSandbox();
    await first.person('U0MIRA').say('C0GENERAL', 'gone');
    await first.close();
    const second = await startSlackSandbox();
    expect(second.state.messages('C0GENERAL')).toEqual([]);
    await second.close();
  });
});
