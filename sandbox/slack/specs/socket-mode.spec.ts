import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startSlackSandbox } from '../index.js';
import type { SlackSandbox } from '../types.js';
import { QUICK, startSocketApp, until } from './bolt-app.js';
import { clientFor, errorOf } from './web-client.js';

interface Frame {
  type: string;
  reason?: string;
  num_connections?: number;
  envelope_id?: string;
  retry_attempt?: number;
  payload?: { event_id: string; event: { text: string } };
}

let slack: SlackSandbox;
afterEach(() => slack.close());

const begin = async () => {
  slack = await startSlackSandbox(QUICK);
  await slack.connect({ mode: 'socket' });
};
const newUrl = async (): Promise<string> => {
  const { url } = await clientFor(slack, slack.app.appToken).apps.connections.open({});
  return url as string;
};

/** A connection as bare as it gets: acknowledges only what it is told to. */
const connect = async (acknowledges: (frame: Frame) => boolean = () => true) => {
  const socket = new WebSocket(await newUrl());
  const frames: Frame[] = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Frame;
    frames.push(frame);
    if (frame.envelope_id && acknowledges(frame)) socket.send(JSON.stringify({ envelope_id: frame.envelope_id }));
  });
  await until(() => frames.length > 0, 'a first frame');
  return { socket, frames, events: () => frames.filter(({ type }) => type === 'events_api') };
};

describe('Socket Mode', () => {
  it('opens with an app token and a ticket that works once', async () => {
    await begin();
    const bot = clientFor(slack, slack.installation().botToken);
    expect((await errorOf(bot.apps.connections.open({}))).error).toBe('not_allowed_token_type');
    const url = await newUrl();
    const first = new WebSocket(url);
    await once(first, 'message');
    const second = new WebSocket(url);
    const [error] = (await once(second, 'error')) as [Error];
    expect(error.message).toContain('401');
    expect(slack.state.sockets()).toBe(1);
  });

  it('sends what was not acknowledged again, in a new envelope with the same event', async () => {
    await begin();
    const { frames, events } = await connect(({ retry_attempt }) => retry_attempt === 1);
    expect(frames[0]).toMatchObject({ type: 'hello', num_connections: 1 });
    await slack.person('U0MIRA').dm('hello');
    await slack.settled();
    expect(events().map(({ retry_attempt }) => retry_attempt)).toEqual([0, 1]);
    expect(new Set(events().map(({ payload }) => payload?.event_id)).size).toBe(1);
    expect(new Set(events().map(({ envelope_id }) => envelope_id)).size).toBe(2);
  });

  it('gives each event to one of the connections', async () => {
    await begin();
    const [one, two] = [await connect(), await connect()];
    for (const text of ['a', 'b', 'c', 'd']) await slack.person('U0MIRA').dm(text);
    await slack.settled();
    expect([one.events().length, two.events().length]).toEqual([2, 2]);
  });

  it('says before it closes, and delivers what was cut off over the next connection', async () => {
    await begin();
    const first = await connect(() => false);
    await slack.person('U0MIRA').dm('in the gap');
    slack.admin.refreshSockets('refresh_requested');
    await until(
      () => first.frames.some(({ type, reason }) => type === 'disconnect' && reason === 'refresh_requested'),
      'the word',
    );
    const second = await connect();
    slack.admin.dropSockets();
    await once(first.socket, 'close');
    const third = await connect();
    await slack.settled();
    const heard = [...second.events(), ...third.events()].map(({ payload }) => payload?.event.text);
    expect(heard).toEqual(['in the gap']);
  });

  it('gives nothing more to a connection that was told to go', async () => {
    await begin();
    const leaving = await connect();
    slack.admin.refreshSockets('warning');
    const staying = await connect();
    for (const text of ['a', 'b']) await slack.person('U0MIRA').dm(text);
    await slack.settled();
    expect([leaving.events().length, staying.events().length]).toEqual([0, 2]);
  });

  it('tells the app of its own messages, without their metadata', async () => {
    await begin();
    const { events } = await connect();
    const metadata = { event_type: 'q', event_payload: { key: 'k' } };
    const bot = clientFor(slack, slack.installation().botToken);
    await bot.chat.postMessage({ channel: 'C0GENERAL', text: 'mine', metadata });
    await slack.settled();
    expect(events()[0]?.payload?.event).toMatchObject({
      text: 'mine',
      bot_id: 'B0PARLEY',
      app_id: 'A0PARLEY',
      user: 'U0PARLEY',
    });
    expect(events()[0]?.payload?.event).not.toHaveProperty('metadata');
  });

  it('has room for ten, and can be told to have none', async () => {
    await begin();
    for (let count = 0; count < 10; count += 1) await connect();
    const eleventh = await connect();
    expect(eleventh.frames[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    slack.admin.dropSockets();
    await until(() => slack.state.sockets() === 0, 'all gone');
    slack.faults.add({ fault: { kind: 'too_many_websockets' }, times: 1 });
    expect((await connect()).frames[0]?.type).toBe('disconnect');
    expect((await connect()).frames[0]?.type).toBe('hello');
  });

  it('keeps trying while nobody is connected', async () => {
    await begin();
    await slack.person('U0MIRA').dm('anybody?');
    await slack.settled();
    const outcomes = slack.ledger.entries().flatMap((entry) => (entry.kind === 'delivery' ? [entry.outcome] : []));
    expect(outcomes).toEqual(['no_socket', 'no_socket', 'no_socket', 'no_socket']);
  });
});

describe('Bolt in Socket Mode', () => {
  it('comes back after it was told to, and hears what was said in between', async () => {
    const heard: string[] = [];
    const running = await startSocketApp(
      (app) => app.event('message', async ({ event }) => void heard.push((event as { text: string }).text)),
      { ...QUICK, retryDelaysMs: [0, 1_500] },
    );
    slack = running.slack;
    const mira = slack.person('U0MIRA');
    await mira.dm('before');
    await until(() => heard.length === 1, 'the first message');
    slack.admin.refreshSockets('refresh_requested');
    await until(() => slack.state.sockets() === 0, 'the gap');
    await mira.dm('in the gap');
    await until(() => slack.state.sockets() === 1, 'a new connection');
    await mira.dm('after');
    await until(() => heard.length === 3, 'all of it');
    expect(heard).toEqual(['before', 'after', 'in the gap']);
    await running.app.stop();
  });
});
