import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import {
  type SampleWorkflow,
  startSampleWorkflow,
  storyAbout,
  type WorkflowFaults,
} from '@parley/sandbox/agents/workflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Broker, natsServer, WorkflowLine } from '../support/nats/index.js';

const TIMES = { firstMs: 1_500, idleMs: 1_500, gapMs: 100, totalMs: 5_000 };

/** What it throws, and when. */
const failureOf = async (work: Promise<unknown>) => {
  const began = performance.now();
  const message = await work.then(
    () => 'it ended well',
    (error: Error) => error.message,
  );
  return { message, took: performance.now() - began };
};

describe.skipIf(!natsServer)('the rules of docs/workflows.md', () => {
  let broker: Broker;
  let parley: WorkflowLine;
  let service: SampleWorkflow | undefined;

  const serve = async (faults: WorkflowFaults = {}, paceMs = 5) => {
    service = await startSampleWorkflow({ natsUrl: broker.url, paceMs, faults });
    return service;
  };

  beforeAll(async () => {
    broker = await Broker.start();
    parley = new WorkflowLine(broker.url, TIMES);
  });

  afterEach(async () => {
    await service?.stop();
    service = undefined;
  });

  afterAll(async () => {
    await parley?.close();
    await broker?.kill();
  });

  it('a service that is not there: an error at once, when the connection is steady', async () => {
    await vi.waitFor(() => expect(parley.line.steadyMs).toBeGreaterThan(3_000), { timeout: 5_000 });
    const { message, took } = await failureOf(parley.leg('storyteller', 'x'));
    expect(message).toBe('The workflow storyteller is not running: no service takes its requests.');
    expect(took).toBeLessThan(500);
  });

  it('a service that takes requests and says nothing: an error within its time-out', async () => {
    await serve({ mute: true });
    const { message, took } = await failureOf(parley.leg('storyteller', 'x'));
    expect(message).toBe('The workflow storyteller did not answer within 1.5 s.');
    expect(took).toBeGreaterThan(1_400);
    expect(took).toBeLessThan(2_500);
    expect(service?.requests.length, 'it was asked again').toBeGreaterThan(1);
    await vi.waitFor(() => expect(service?.cancelled).toHaveLength(1));
  });

  it('a service that falls silent for good: an error after the idle time', async () => {
    await serve({ noEnd: true });
    const { message } = await failureOf(parley.leg('storyteller', 'x'));
    expect(message).toBe('The workflow storyteller fell silent for 1.5 s in the middle of its answer.');
  });

  it('heartbeats keep it alive, and the total time ends it all the same', async () => {
    await serve({ thinkMs: 2_500 });
    expect((await parley.leg('storyteller', 'slow')).text).toBe(storyAbout('slow'));
    service!.faults = { thinkMs: 60_000 };
    const { message, took } = await failureOf(parley.leg('storyteller', 'for ever'));
    expect(message).toBe('The workflow storyteller was not done within 5 s.');
    expect(took).toBeLessThan(6_000);
  });

  it('what stopped half way goes on when it is asked again', async () => {
    await serve({ stallAfter: 5 });
    const { text } = await parley.leg('storyteller', 'stalled');
    expect(text).toBe(storyAbout('stalled'));
    expect(service?.requests.map(({ resume }) => resume.next_chunk)).toEqual([0, 5]);
  });

  it('a service that dies in mid-stream and comes back with no memory begins anew, and nothing is said twice', async () => {
    await serve({}, 40);
    const told = parley.leg('storyteller', 'lost memory');
    await pause(400);
    await service?.stop();
    await pause(600);
    await serve({}, 5);
    const { text, shown } = await told;
    expect(text).toBe(storyAbout('lost memory'));
    expect(service?.requests[0]?.resume.next_chunk).toBeGreaterThan(0);
    // The person never sees the text shrink, as it begins in the same way.
    expect(shown.every((part, index) => index === 0 || part.length > (shown[index - 1] ?? '').length)).toBe(true);
  });

  it('its own error is the error', async () => {
    await serve({ failAfter: 3 });
    const { message } = await failureOf(parley.leg('storyteller', 'x'));
    expect(message).toBe('The workflow storyteller failed: The sample was told to fail.');
  });

  it('garbage, what is too large, and what is of other runs, sessions, legs and versions is ignored', async () => {
    await serve({ garbage: 1 });
    const { text } = await parley.leg('storyteller', 'in the noise');
    expect(text).toBe(storyAbout('in the noise'));
  });

  it('says with its error how much of it was of no use', async () => {
    await serve({ garbage: 1, lose: 1 });
    const { message } = await failureOf(parley.leg('storyteller', 'only noise'));
    expect(message).toMatch(
      /^The workflow storyteller did not answer within 1.5 s \(\d+ messages could not be used\)\.$/,
    );
  });

  it('a broker that is away: an error within the time-out, and all is well when it is back', async () => {
    await serve();
    await broker.kill();
    const { message, took } = await failureOf(parley.leg('storyteller', 'x'));
    expect(message).toBe('The workflow storyteller did not answer within 1.5 s. The message broker cannot be reached.');
    expect(took).toBeLessThan(2_500);
    const waiting = parley.leg('storyteller', 'patience');
    await broker.begin();
    expect((await waiting).text).toBe(storyAbout('patience'));
  });

  describe('heard by a service of the test', () => {
    let peer: NatsConnection;
    const requests: { correlation_id: string; leg: number; resume: { stream_id: string | null } }[] = [];

    beforeEach(async () => {
      requests.length = 0;
      peer = await connect({ servers: broker.url.replace('nats://', '') });
    });

    afterEach(() => peer.close());

    const serveWith = async (answer: (request: (typeof requests)[number], say: (message: object) => void) => void) => {
      peer.subscribe('chat.workflow.execute.*', {
        callback: (_error, message) => {
          const request = message.json<(typeof requests)[number]>();
          requests.push(request);
          const { correlation_id, leg } = request;
          answer(request, (said) => message.respond(JSON.stringify({ version: 1, correlation_id, leg, ...said })));
        },
      });
      await peer.flush();
    };

    it('NATS replies are responses: the reply subject is the response subject', async () => {
      await serveWith((_request, say) => say({ stream_id: 's', chunk_id: 0, chunk: 'Hi', is_final: true }));
      expect((await parley.leg('own', 'x')).text).toBe('Hi');
    });

    it('a flood of tiny chunks is looked at on a beat, not once for each of them', async () => {
      const chunks = 5_000;
      await serveWith((_request, say) => {
        for (let id = 0; id < chunks; id += 1)
          say({ stream_id: 's', chunk_id: id, chunk: 'abcd', is_final: id === chunks - 1 });
      });
      const { text, shown } = await parley.leg('own', 'x');
      expect(text).toBe('abcd'.repeat(chunks));
      expect(shown.at(-1)).toBe(text);
      expect(shown.length).toBeLessThan(chunks / 10);
    });

    it('executed again, the leg has the same correlation id and begins at nothing', async () => {
      await serveWith((_request, say) => say({ stream_id: 's', chunk_id: 0, chunk: 'Hi', is_final: true }));
      const runId = randomUUID();
      await parley.leg('own', 'x', { runId });
      await parley.leg('own', 'x', { runId });
      expect(requests).toHaveLength(2);
      for (const request of requests)
        expect(request).toMatchObject({ correlation_id: runId, leg: 1, resume: { stream_id: null, next_chunk: 0 } });
    });

    it('a gap that is never filled ends in an error', async () => {
      await serveWith((_request, say) => {
        say({ stream_id: 's', chunk_id: 0, chunk: 'a' });
        say({ stream_id: 's', chunk_id: 2, chunk: 'c', is_final: true });
      });
      const { message } = await failureOf(parley.leg('own', 'x'));
      expect(message).toBe('A part of the answer of the workflow own was lost, and it did not send it again.');
    });

    it('an aborted unit ends at once and listens no more', async () => {
      await serveWith((_request, say) => say({ kind: 'heartbeat' }));
      const abort = new AbortController();
      const ended = failureOf(parley.leg('own', 'x', { signal: abort.signal }));
      await vi.waitFor(() => expect(requests).toHaveLength(1));
      abort.abort(new Error('stopped'));
      expect(await ended).toMatchObject({ message: 'stopped' });
      expect(requests).toHaveLength(1);
    });
  });
});
