import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { DeliveryFault } from '../faults.js';
import type { DeliveryEntry } from '../ledger.js';
import { QUICK, type Running, startHttpApp, until } from './bolt-app.js';

interface Heard {
  text: string;
  num: string | undefined;
  reason: string | undefined;
}

let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const tries = (match: Partial<DeliveryEntry> = {}): DeliveryEntry[] =>
  (running?.slack.ledger.entries() ?? [])
    .filter((entry): entry is DeliveryEntry => entry.kind === 'delivery' && entry.type === 'events_api')
    .filter((entry) => Object.entries(match).every(([name, value]) => entry[name as keyof DeliveryEntry] === value));

/** Bolt that keeps what it heard, behind something that may answer in its place. */
const listen = async (before?: (request: IncomingMessage, response: ServerResponse) => boolean) => {
  const heard: Heard[] = [];
  const headers: IncomingMessage['headers'][] = [];
  running = await startHttpApp(
    (app) => {
      app.event('message', async ({ event, body }) => {
        const at = headers.shift();
        const { text = '', subtype } = event as { text?: string; subtype?: string };
        heard.push({
          text: subtype ?? text,
          num: at?.['x-slack-retry-num'] as string,
          reason: at?.['x-slack-retry-reason'] as string,
        });
        expect((body as { event_id: string }).event_id).toMatch(/^Ev/);
      });
    },
    {
      before: (request, response) => {
        if (before?.(request, response)) return true;
        headers.push(request.headers);
        return false;
      },
    },
  );
  headers.length = 0; // the url_verification
  return { heard, slack: running.slack, mira: running.slack.person('U0MIRA') };
};

const failing = (times: number, how: (response: ServerResponse) => void) => {
  let left = -1;
  return {
    arm: () => {
      left = times;
    },
    before: (_: IncomingMessage, response: ServerResponse): boolean => {
      if (left <= 0) return false;
      left -= 1;
      how(response);
      return true;
    },
  };
};

describe('events over HTTP', () => {
  it('need an app that proves itself, and signed requests', async () => {
    const { slack, heard, mira } = await listen();
    expect(
      slack.ledger
        .entries()
        .some((entry) => entry.kind === 'delivery' && entry.type === 'url_verification' && entry.outcome === 'acked'),
    ).toBe(true);
    const { connection } = (await (await fetch(`${slack.url}/_control/state`)).json()) as {
      connection: { eventsUrl: string };
    };
    const forged = await fetch(connection.eventsUrl, {
      ...{
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-slack-signature': 'v0=00',
          'x-slack-request-timestamp': `${Math.floor(Date.now() / 1_000)}`,
        },
      },
      body: JSON.stringify({ type: 'event_callback', event: { type: 'message', text: 'forged' } }),
    });
    expect(forged.status).toBe(401);
    await mira.dm('signed');
    await slack.settled();
    expect(heard.map(({ text }) => text)).toEqual(['signed']);
    const wrong = `${slack.url}/api/`;
    expect(
      await slack.connect({ mode: 'http', eventsUrl: wrong, interactivityUrl: wrong, commandsUrl: wrong }),
    ).toEqual({ verified: false });
  });

  it('wait for an app that could not prove itself yet', async () => {
    let isUp = false;
    const { heard, mira, slack } = await listen((_, response) => {
      if (!isUp) response.writeHead(503).end();
      return !isUp;
    });
    await mira.dm('too early');
    await slack.settled();
    expect(heard).toEqual([]);
    const proofs = slack.ledger
      .entries()
      .filter((entry) => entry.kind === 'delivery' && entry.type === 'url_verification');
    expect(proofs).toHaveLength(5); // when it was connected, and before each try
    isUp = true;
    await mira.dm('in time');
    await slack.settled();
    expect(heard.map(({ text }) => text)).toEqual(['in time']);
  });

  it('are sent again with their number and reason, under one event_id', async () => {
    const broken = failing(2, (response) => response.writeHead(500).end());
    const { slack, heard, mira } = await listen(broken.before);
    broken.arm();
    await mira.dm('again');
    await slack.settled();
    expect(heard).toEqual([{ text: 'again', num: '2', reason: 'http_error' }]);
    expect(tries().map(({ attempt, outcome, status }) => [attempt, outcome, status])).toEqual([
      [0, 'http_error', 500],
      [1, 'http_error', 500],
      [2, 'acked', 200],
    ]);
    expect(new Set(tries().map(({ event_id }) => event_id)).size).toBe(1);
  });

  it('are given up after three retries, or at once when the app says so', async () => {
    const broken = failing(4, (response) => response.writeHead(503).end());
    const { slack, mira } = await listen(broken.before);
    broken.arm();
    await mira.dm('lost');
    await slack.settled();
    expect(tries()).toHaveLength(4);
    await running?.stop();
    const final = failing(1, (response) => response.writeHead(500, { 'x-slack-no-retry': '1' }).end());
    const other = await listen(final.before);
    final.arm();
    await other.mira.dm('no more');
    await other.slack.settled();
    expect(tries().map(({ outcome }) => outcome)).toEqual(['http_error']);
  });

  it('are sent again when the app is too slow, or breaks the connection', async () => {
    const slow = failing(1, (response) => setTimeout(() => response.end(), (QUICK.ackTimeoutMs ?? 0) + 200));
    const first = await listen(slow.before);
    slow.arm();
    await first.mira.dm('slow');
    await first.slack.settled();
    expect(first.heard).toEqual([{ text: 'slow', num: '1', reason: 'http_timeout' }]);
    await running?.stop();
    const broken = failing(1, (response) => response.destroy());
    const second = await listen(broken.before);
    broken.arm();
    await second.mira.dm('cut');
    await second.slack.settled();
    expect(second.heard).toEqual([{ text: 'cut', num: '1', reason: 'connection_failed' }]);
  });

  it('tell of edits, deletions, files and broadcasts by their subtypes, and of the bot itself', async () => {
    const { slack, heard, mira } = await listen();
    const said = await mira.dm('one');
    await mira.edit(mira.dmChannel(), said.ts, 'two');
    await mira.upload(mira.dmChannel(), 'plan.pdf');
    await mira.say(mira.dmChannel(), 'to all', said.ts, { broadcast: true });
    await mira.remove(mira.dmChannel(), said.ts);
    await slack.settled();
    expect(heard.map(({ text }) => text).toSorted()).toEqual([
      'file_share',
      'message_changed',
      'message_changed',
      'one',
      'thread_broadcast',
    ]);
  });

  it('come only from where the bot is, only if subscribed to and granted', async () => {
    const { slack, heard, mira } = await listen();
    await mira.say('C0LAUNCH', 'not here');
    await mira.say('C0GENERAL', 'here');
    slack.admin.setSubscriptions(['message.im']);
    await mira.say('C0GENERAL', 'not subscribed');
    await mira.dm('subscribed');
    slack.admin.setScopes('T0ACME', ['chat:write']);
    await mira.dm('not granted');
    await slack.settled();
    expect(heard.map(({ text }) => text).toSorted()).toEqual(['here', 'subscribed']);
  });

  it('tell of a mention, a new member and the end of the app', async () => {
    const { slack, mira } = await listen();
    await mira.say('C0GENERAL', 'hey @Parley, look');
    await mira.invite('C0LAUNCH', 'U0PARLEY');
    slack.admin.uninstall('T0ACME');
    await mira.say('C0GENERAL', 'nobody hears');
    await slack.settled();
    const types = tries().map(({ event }) => event);
    expect(types.toSorted()).toEqual([
      'app_mention',
      'app_uninstalled',
      'member_joined_channel',
      'message',
      'tokens_revoked',
    ]);
    expect(slack.state.messages('C0GENERAL')[0]?.text).toBe('hey <@U0PARLEY>, look');
  });
});

describe('scripted trouble with events', () => {
  it.each<[DeliveryFault & { kind: 'duplicate' }, (string | undefined)[]]>([
    [{ kind: 'duplicate', copies: 3, retryNum: 'none' }, [undefined, undefined, undefined, undefined]],
    [{ kind: 'duplicate', copies: 2, retryNum: 'counted' }, [undefined, '1', '2']],
    [{ kind: 'duplicate', copies: 1, retryNum: 'zero' }, [undefined, '0']],
  ])('%o: one event, many times', async (fault, numbers) => {
    const { slack, heard, mira } = await listen();
    slack.faults.add({ fault, times: 1, match: { event: 'message' } });
    await mira.dm('again and again');
    await mira.dm('once');
    await slack.settled();
    const copies = heard.filter(({ text }) => text === 'again and again');
    expect(copies.map(({ num }) => num).toSorted()).toEqual(numbers.toSorted());
    expect(new Set(tries().map(({ event_id }) => event_id)).size).toBe(2);
  });

  it('an event overtaken by the next one, a late one and a lost one', async () => {
    const { slack, heard, mira } = await listen();
    slack.faults.add({ fault: { kind: 'reorder' }, times: 1 });
    await mira.dm('first');
    await mira.dm('second');
    await slack.settled();
    expect(heard.map(({ text }) => text)).toEqual(['second', 'first']);
    slack.faults.add({ fault: { kind: 'late', ms: 300 }, times: 1 });
    slack.faults.add({ fault: { kind: 'lost' }, times: 1 });
    await mira.dm('late');
    await mira.dm('lost');
    await mira.dm('last');
    await slack.settled();
    expect(heard.slice(2).map(({ text }) => text)).toEqual(['last', 'late']);
    expect(tries({ outcome: 'lost' })).toHaveLength(1);
  });

  it('an old one once more under its old id, and one made up', async () => {
    const { slack, heard, mira } = await listen();
    await mira.dm('old');
    await slack.settled();
    slack.admin.redeliver(tries()[0]!.event_id);
    slack.admin.sendEvent({
      type: 'message',
      channel: 'D1',
      channel_type: 'im',
      user: 'U0MIRA',
      ts: '1.0',
      text: 'made up',
    });
    await until(() => heard.length === 3, 'three events');
    await slack.settled();
    expect(new Set(tries().map(({ event_id }) => event_id)).size).toBe(2);
  });
});
