import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { person, type RawInbound, type Recorded } from '@parley/sandbox/recorder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboundSink } from '../../src/modules/channels/index.js';
import { SandboxController } from '../../src/modules/channels/sandbox/sandbox.controller.js';
import { SandboxChannels } from '../../src/modules/channels/sandbox/sandbox-channels.js';
import { configureHttp } from '../../src/platform/http/index.js';
import { APPROVAL, cardOf } from './sample-cards.js';

const received: [source: string, raw: unknown][] = [];
const sink: InboundSink = {
  receive: async (source, raw) => {
    received.push([source, raw]);
  },
};
const folder = mkdtempSync(join(tmpdir(), 'sandbox-page-'));
const channels = SandboxChannels.open(folder, 'http://parley.test', []);

/** Provided from elsewhere, as by the module that takes in what arrives. */
@Global()
@Module({ providers: [{ provide: InboundSink, useValue: sink }], exports: [InboundSink] })
class SinkModule {}
@Module({ controllers: [SandboxController], providers: [{ provide: SandboxChannels, useValue: channels }] })
class PageModule {}
@Module({ imports: [PageModule, SinkModule] })
class WholeModule {}
@Module({ imports: [PageModule] })
class DeafModule {}

let app: NestExpressApplication;
let url: string;
const start = async (module: object) => {
  const started = await NestFactory.create<NestExpressApplication>(module as never, { logger: false });
  configureHttp(started, {});
  await started.listen(0, '127.0.0.1');
  return started;
};
beforeAll(async () => {
  app = await start(WholeModule);
  url = await app.getUrl();
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const post = async (path: string, body: unknown, base = url) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${base}/sandbox/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return {
    status: response.status,
    code: response.status === 204 ? null : ((await response.json()) as { code: string }).code,
  };
};
/** `fetch` names the host by itself. */
const statusWith = (headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = request(`${url}/sandbox/state`, { headers }, (response: IncomingMessage) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
const email = channels.find('email')!;
const address = {
  id: randomUUID(),
  userId: randomUUID(),
  type: 'EMAIL',
  address: 'mira@example.org',
  integrationId: null,
} as const;
interface State {
  channels: { name: string; messages: Recorded[]; heard: RawInbound[]; faults: object[] }[];
}
const state = async () => (await (await fetch(`${url}/sandbox/state`)).json()) as State;

describe('the sandbox page', () => {
  it('is a page with its script from our own files, and shows what arrived', async () => {
    const page = await fetch(`${url}/sandbox`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await page.text()).match(/<script[^>]*>/g)).toEqual(['<script src="/sandbox/page.js" type="module">']);
    const script = await fetch(`${url}/sandbox/page.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    await email.adapter.deliver(address, cardOf(APPROVAL), { key: 'k1', thread: null });
    const { channels: shown } = await state();
    expect(shown.map(({ name }) => name)).toEqual(['email', 'slack']);
    expect(shown[0]?.messages).toMatchObject([{ key: 'k1', controls: [{ label: 'Approve' }, { label: 'Reject' }] }]);
  });

  it('hands what a person sends to whoever takes it in, as it is', async () => {
    const [sent] = email.channel.messages();
    if (!sent) throw new Error('nothing came');
    const raws: RawInbound[] = [person.replies(sent, 'yes'), person.clicks(sent, sent.controls[0]!)];
    for (const raw of raws) expect(await post('email/inbound', raw)).toEqual({ status: 204, code: null });
    expect(received).toEqual(raws.map((raw) => ['EMAIL', raw]));
    expect((await state()).channels[0]?.heard).toEqual(raws);
  });

  it('refuses what is no payload, no channel, no fault', async () => {
    expect(await post('email/inbound', { text: 'yes' })).toEqual({ status: 400, code: 'invalid_request' });
    expect(await post('fax/inbound', person.writes('a', 'b'))).toEqual({ status: 404, code: 'not_found' });
    expect(await post('email/faults', { kind: 'explode' })).toEqual({ status: 400, code: 'invalid_request' });
    expect(received).toHaveLength(2);
  });

  it('makes a channel misbehave, and behave again', async () => {
    const fault = { kind: 'rate_limited', retryAfterMs: 900, times: 'always', operation: 'say' };
    expect((await post('slack/faults', fault)).status).toBe(204);
    const slack = channels.find('slack')!;
    const say = () => slack.adapter.say(address, { text: 'hi' }, { key: randomUUID(), thread: null });
    expect(await say()).toMatchObject({ kind: 'rate_limited', retryAfterMs: 900 });
    expect((await state()).channels[1]?.faults).toMatchObject([{ times: 'always' }]);
    expect((await fetch(`${url}/sandbox/slack/faults`, { method: 'DELETE' })).status).toBe(204);
    expect((await say()).ok).toBe(true);
  });

  it('is for who sits at this machine: no rebound name, nobody behind a proxy', async () => {
    const port = new URL(url).port;
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, 'localhost'])
      expect([host, await statusWith({ host })]).toEqual([host, 200]);
    const foreign: Record<string, string>[] = [
      { host: 'evil.example.org' },
      { host: `localhost.evil.example.org:${port}` },
      { 'x-forwarded-for': '10.0.0.1' },
      { forwarded: 'for=10.0.0.1' },
    ];
    for (const headers of foreign) expect([headers, await statusWith(headers)]).toEqual([headers, 404]);
  });

  it('says so when nothing takes in what arrives', async () => {
    const deaf = await start(DeafModule);
    const answer = await post('email/inbound', person.writes('mira@example.org', 'hello'), await deaf.getUrl());
    await deaf.close();
    expect(answer).toEqual({ status: 503, code: 'unavailable' });
  });

  it('finds everything again after a restart', () => {
    const after = SandboxChannels.open(folder, 'http://parley.test', ['SLACK']);
    expect(after.all.map(({ type }) => type)).toEqual(['EMAIL']);
    expect(after.find('email')?.channel.entries({ key: 'k1' })).toHaveLength(1);
  });
});
