import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SlackStage } from '../support/slack/index.js';
import { flood, messageEvent, postSigned } from '../support/slack/raw-slack.js';

let stage: SlackStage;
let secret: string;
let url: string;
beforeAll(async () => {
  stage = await SlackStage.start();
  secret = stage.slack.app.signingSecret;
  url = `${stage.product.url}/slack/events`;
});
afterAll(() => stage.close());

const bodyOf = (text: string) => JSON.stringify(messageEvent(text));

/** Sends it, and says what became of it: the status, and how many rows more there are. */
const sent = async (send: () => Promise<Response>) => {
  const before = await stage.receipts();
  const { status } = await send();
  return { status, stored: (await stage.receipts()) - before };
};

describe('a request that is not provably Slack’s (T1)', () => {
  const forgeries: [string, (body: string) => Promise<Response>][] = [
    ['signed with another secret', (body) => postSigned({ url, secret: `${secret}x`, body })],
    ['without a signature', (body) => postSigned({ url, secret, body, headers: { 'x-slack-signature': undefined } })],
    ['with an empty signature', (body) => postSigned({ url, secret, body, headers: { 'x-slack-signature': '' } })],
    [
      'without a time',
      (body) => postSigned({ url, secret, body, headers: { 'x-slack-request-timestamp': undefined } }),
    ],
    [
      'with a time that is none',
      (body) => postSigned({ url, secret, body, headers: { 'x-slack-request-timestamp': 'NaN' } }),
    ],
  ];
  it.each(forgeries)('%s is refused, and nothing is written', async (_what, send) => {
    expect(await sent(() => send(bodyOf('forged')))).toEqual({ status: 401, stored: 0 });
  });

  it('is refused with one byte of its body changed, in any place', async () => {
    const body = Buffer.from(bodyOf('honest'));
    for (const at of [0, Math.floor(body.length / 2), body.length - 1]) {
      const changed = Buffer.from(body);
      changed[at]! ^= 1;
      const signature = signatureOf(body);
      const headers = { 'x-slack-signature': signature.signature, 'x-slack-request-timestamp': signature.timestamp };
      expect(await sent(() => postSigned({ url, secret, body: changed, headers }))).toEqual({ status: 401, stored: 0 });
    }
  });

  it('is refused under another version of the signature', async () => {
    const body = bodyOf('another version');
    const { signature, timestamp } = signatureOf(body);
    for (const other of [signature.replace('v0=', 'v1='), signature.slice(3), ` ${signature}`.slice(0, -1)]) {
      const headers = { 'x-slack-signature': other, 'x-slack-request-timestamp': timestamp };
      expect(await sent(() => postSigned({ url, secret, body, headers }))).toEqual({ status: 401, stored: 0 });
    }
  });

  it('is refused on every path, for events, clicks and commands', async () => {
    for (const path of ['events', 'interactivity', 'commands']) {
      const at = `${stage.product.url}/slack/${path}`;
      expect((await postSigned({ url: at, secret: 'no', body: bodyOf('x') })).status).toBe(401);
    }
  });
});

const signatureOf = (body: string | Buffer) => {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return {
    timestamp,
    signature: `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
  };
};

describe('an old request (T2)', () => {
  it.each([
    [0, 200],
    [290, 200],
    [-290, 200],
    [302, 401],
    [-302, 401],
    [86_400, 401],
  ])('of %i s ago gets %i', async (ageS, status) => {
    expect(await sent(() => postSigned({ url, secret, body: bodyOf(`age ${ageS}`), ageS }))).toEqual({
      status,
      stored: status === 200 ? 1 : 0,
    });
  });

  it('has no second effect within the window', async () => {
    const body = bodyOf('twice');
    expect(await sent(() => postSigned({ url, secret, body }))).toEqual({ status: 200, stored: 1 });
    expect(await sent(() => postSigned({ url, secret, body }))).toEqual({ status: 200, stored: 0 });
  });
});

describe('what Slack says', () => {
  it('is answered when it asks whether we are there', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1', token: 'x' });
    const response = await postSigned({ url, secret, body });
    expect([response.status, await response.json()]).toEqual([200, { challenge: 'c-1' }]);
  });

  it('is kept without Slack’s old verification token', async () => {
    await postSigned({ url, secret, body: bodyOf('no secrets with it') });
    const { rows } = await stage.product.pool.query(`SELECT raw::text FROM inbound_receipt`);
    expect(JSON.stringify(rows)).toContain('no secrets with it');
    expect(JSON.stringify(rows)).not.toContain('verification-token-of-old');
  });

  it('is acknowledged and dropped when it comes from a workspace without the app', async () => {
    const body = bodyOf('from elsewhere').replaceAll('T0ACME', 'T0NOBODY');
    expect(await sent(() => postSigned({ url, secret, body }))).toEqual({ status: 200, stored: 0 });
  });

  it('may be that there was too much of it', async () => {
    const body = JSON.stringify({
      type: 'app_rate_limited',
      team_id: 'T0ACME',
      minute_rate_limited: 1,
      api_app_id: 'A',
    });
    expect(await sent(() => postSigned({ url, secret, body }))).toEqual({ status: 200, stored: 0 });
  });

  it.each(['{', '[]', '"x"', 'null', ''])('is refused when it is signed and no payload: %j', async (body) => {
    expect((await sent(() => postSigned({ url, secret, body }))).stored).toBe(0);
    expect((await postSigned({ url, secret, body })).status).toBe(400);
  });
});

describe('a flood of large bodies (T3)', () => {
  it.each(['length', 'chunked'] as const)(
    'is turned away, its size told or not (%s), and takes no memory',
    async (how) => {
      const rss: number[] = [];
      // What is read and thrown away is collected late: so it is the second flood that must not cost more than the first.
      for (let round = 0; round < 3; round++) {
        const heard = await Promise.all(Array.from({ length: 20 }, () => flood(url, 8 * 1024 * 1024, how)));
        for (const text of heard) expect(text).toMatch(/^HTTP\/1\.1 413 /);
        rss.push(process.memoryUsage().rss);
      }
      expect(rss[2]! - rss[0]!).toBeLessThan(80 * 1024 * 1024);
      expect((await postSigned({ url, secret, body: bodyOf(`after the flood by ${how}`) })).status).toBe(200);
    },
  );

  it('takes no packed bodies', async () => {
    const headers = { 'content-encoding': 'gzip' };
    expect((await postSigned({ url, secret, body: bodyOf('packed'), headers })).status).toBe(415);
  });
});
